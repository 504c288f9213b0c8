package io.caskade.api.rights.reports;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.Optional;

/**
 * A report that is asked for.
 *
 * @param at the instant that it shows; for a period its end
 * @param from begin of a period, inclusive
 * @param subject serial of a card or id of a subscriber, where the kind wants one
 * @param file lines {@code serial;mask;finish} of billing for a reconciliation, in the network's
 *     zone or as instants
 */
public record ReportRequest(
    ReportKind kind,
    NetworkId network,
    Instant at,
    Optional<Instant> from,
    Optional<String> subject,
    Optional<String> file) {}
