package io.caskade.api.ops;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A backup that was made.
 *
 * @param at the instant of which it is
 * @param rows of the database
 */
public record BackupReport(Path file, Instant at, long bytes, long rows, Duration took) {}
