package io.caskade.tools.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of a sub-command: {@code --name value}, or {@code --name} alone for a switch. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  /**
   * @throws IllegalArgumentException naming the option that is unknown or lacks its value
   */
  Options(List<String> arguments, Set<String> withValue, Set<String> switches) {
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

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Integer.decode(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a number: " + value, e);
    }
  }
}
