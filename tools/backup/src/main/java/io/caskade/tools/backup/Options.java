package io.caskade.tools.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code NAME VALUE} pairs and what stands between them. */
record Options(List<String> words, Map<String, String> values) {
  /**
   * @throws IllegalArgumentException names what is not known or has no value
   */
  static Options of(List<String> arguments, List<String> known) {
    var words = new ArrayList<String>();
    var values = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.indexOf('=');
      if (!word.startsWith("--")) {
        words.add(word);
      } else if (equals > 0 && known.contains(word.substring(0, equals))) {
        values.put(word.substring(0, equals), word.substring(equals + 1));
      } else if (!known.contains(word)) {
        throw new IllegalArgumentException("unknown option " + word);
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(word + " wants a value");
      } else {
        i++;
        values.put(word, arguments.get(i));
      }
    }
    return new Options(List.copyOf(words), Map.copyOf(values));
  }

  Optional<Path> path(String name) {
    return Optional.ofNullable(values.get(name)).map(value -> Path.of(value).toAbsolutePath());
  }

  Path need(String name) {
    return path(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  Path word(int place, String what) {
    if (words.size() <= place) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return Path.of(words.get(place)).toAbsolutePath();
  }
}
