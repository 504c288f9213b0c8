package io.caskade.receivers.files.intake;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An account as a file has it, put into our words, before it is looked at whether it can be taken.
 *
 * @param line from 1
 * @param name as the file has it
 * @param password of the file; empty when it has none
 * @param expires the first day on which it may not watch any more
 */
record Draft(
    int line,
    String name,
    Optional<ReceiverPassword> password,
    ReceiverRules rules,
    boolean enabled,
    Optional<LocalDate> expires) {}
