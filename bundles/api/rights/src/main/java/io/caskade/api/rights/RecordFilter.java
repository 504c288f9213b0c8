package io.caskade.api.rights;

import java.util.Map;
import java.util.Optional;

/**
 * Which records of a kind are looked for.
 *
 * @param text beginning of any of the searchable columns of the kind; empty means all
 * @param equal columns of the kind by name with the value they must have
 * @param after exclusive: id of the last record of the page before
 * @param limit 1 to 1,000
 */
public record RecordFilter(
    Optional<String> text, Map<String, String> equal, Optional<String> after, int limit) {
  public RecordFilter {
    equal = Map.copyOf(equal);
  }

  public static RecordFilter page(Optional<String> after, int limit) {
    return new RecordFilter(Optional.empty(), Map.of(), after, limit);
  }
}
