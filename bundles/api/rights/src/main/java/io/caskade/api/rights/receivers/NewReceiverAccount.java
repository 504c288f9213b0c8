package io.caskade.api.rights.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import java.util.Optional;

/**
 * An account to be added.
 *
 * @param card the network card it stands for
 * @param makesCard the card does not exist yet: it is added, active, in the same transaction
 * @param password 8 to 63 characters of ASCII without blanks; empty lets one be made
 */
public record NewReceiverAccount(
    NetworkId network,
    String name,
    CardSerial card,
    boolean makesCard,
    Optional<ReceiverPassword> password,
    ReceiverRules rules) {}
