package io.caskade.lib.oscamconf;

import java.util.List;
import java.util.Optional;

/**
 * A section, {@code [name]} and what stands below it.
 *
 * @param line of its name, from 1
 * @param name in small letters
 */
public record ConfSection(int line, String name, List<Entry> entries) {
  public ConfSection {
    entries = List.copyOf(entries);
  }

  /**
   * {@code key = value}.
   *
   * @param line from 1
   * @param key in small letters
   * @param value without blanks around it; may be a password
   */
  public record Entry(int line, String key, String value) {
    /** Without the value. */
    @Override
    public String toString() {
      return "Entry[" + line + ", " + key + "]";
    }
  }

  /** The value of a key, the last one when there are several; an empty value is none. */
  public Optional<Entry> entry(String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .reduce((first, second) -> second)
        .filter(entry -> !entry.value().isEmpty());
  }

  public Optional<String> value(String key) {
    return entry(key).map(Entry::value);
  }
}
