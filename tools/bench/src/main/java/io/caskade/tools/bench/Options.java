package io.caskade.tools.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of a sub-command: {@code --name value}, or {@code --name} alone for a switch. */
public final class Options {
  private final Map<String, String> values = new HashMap<>();

  /**
   * @throws IllegalArgumentException naming the option that is unknown or lacks its value
   */
  public Options(List<String> arguments, Set<String> withValue, Set<String> switches) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (switches.contains(name)) {
        values.put(name, "true");
      } else if (withValue.contains(name) && !rest.isEmpty()) {
        values.put(name, rest.pop());
      } else {
        throw new IllegalArgumentException(
            withValue.contains(name)
                ? name + " needs a value"
                : "unknown option " + name + "; known are " + withValue + " " + switches);
      }
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** The words of a value, empty when it is not given. */
  public List<String> words(String name) {
    String value = text(name, "").strip();
    return value.isEmpty() ? List.of() : List.of(value.split(" +", -1));
  }

  /**
   * @throws IllegalArgumentException when the value is not a positive number
   */
  public int number(String name, int otherwise) {
    String value = values.get(name);
    try {
      int number = value == null ? otherwise : Integer.decode(value);
      if (number < 1) {
        throw new IllegalArgumentException(name + " must be 1 or more, got " + value);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a number: " + value, e);
    }
  }
}
