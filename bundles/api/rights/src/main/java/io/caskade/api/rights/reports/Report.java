package io.caskade.api.rights.reports;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A report as a table; faces write it as JSON, CSV, XLSX or PDF.
 *
 * @param columns keys of their headings
 * @param rows values as text; numbers without grouping, instants in RFC 3339
 */
public record Report(
    ReportKind kind,
    NetworkId network,
    Instant at,
    Optional<Instant> from,
    List<String> columns,
    List<List<String>> rows) {}
