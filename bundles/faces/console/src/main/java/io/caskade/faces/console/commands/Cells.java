package io.caskade.faces.console.commands;

import io.caskade.api.base.CardSerial;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a value looks to people: text, numbers, true and false as words, an enum as its word in the
 * texts, an instant in a zone, a list with commas, a map as {@code name=value}; an empty Optional,
 * null, or {@link Instant#EPOCH} (never) as nothing.
 */
final class Cells {
  private Cells() {}

  static String shown(@Nullable Object value, Texts texts, ZoneId zone) {
    if (value == null || Instant.EPOCH.equals(value)) {
      return "";
    }
    if (value instanceof Optional<?> optional) {
      return shown(optional.orElse(null), texts, zone);
    }
    if (value instanceof Boolean yes) {
      return texts.get(yes ? "yes" : "no");
    }
    if (value instanceof Enum<?> word) {
      return texts.word(word);
    }
    if (value instanceof Instant instant) {
      // Without a zone of a network it says itself that it is UTC.
      return zone.equals(ZoneOffset.UTC)
          ? instant.truncatedTo(ChronoUnit.SECONDS).toString()
          : Times.show(instant, zone);
    }
    if (value instanceof CardSerial serial) {
      return serial.printed();
    }
    return several(value, texts, zone);
  }

  private static String several(Object value, Texts texts, ZoneId zone) {
    if (value instanceof Collection<?> list) {
      return list.stream().map(each -> shown(each, texts, zone)).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + shown(entry.getValue(), texts, zone))
          .collect(Collectors.joining(" "));
    }
    return value.toString();
  }
}
