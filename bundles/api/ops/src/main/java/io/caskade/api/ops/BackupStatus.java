package io.caskade.api.ops;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with backups, since the head-end started.
 *
 * @param rows of the one that is being made
 * @param last the last that was made
 * @param failure why the last attempt failed; empty after one that did not
 * @param next when the schedule makes one; empty without a schedule
 */
public record BackupStatus(
    boolean running,
    long rows,
    Optional<BackupReport> last,
    Optional<String> failure,
    Optional<Instant> next) {}
