package io.caskade.api.rights.dump;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a dump holds.
 *
 * @param rows number of rows by table
 * @param head sequence number of the last sealed change; 0 when there is none
 */
public record DumpSummary(SchemaLevel schema, Map<String, Long> rows, long head) {
  public DumpSummary {
    rows = Map.copyOf(new TreeMap<>(rows));
  }

  /** Rows of all tables. */
  public long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
