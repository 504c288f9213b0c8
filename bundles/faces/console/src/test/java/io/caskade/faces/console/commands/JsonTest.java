package io.caskade.faces.console.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void everyKindOfValueHasItsForm() {
    assertThat(
            Json.object(
                List.of("a-long-key", "b", "c", "d", "e", "f", "g"),
                Arrays.asList(
                    1L,
                    true,
                    null,
                    Optional.of("x"),
                    Instant.parse("2026-11-21T00:00:00Z"),
                    List.of(1, 2),
                    Map.of("n", 3))))
        .isEqualTo(
            "{\"aLongKey\":1,\"b\":true,\"c\":null,\"d\":\"x\",\"e\":\"2026-11-21T00:00:00Z\","
                + "\"f\":[1,2],\"g\":{\"n\":3}}");
  }

  @Test
  void neverIsNullInsteadOf1970() {
    assertThat(Json.value(Instant.EPOCH)).isEqualTo("null");
  }

  @Property
  void noTextCanLeaveItsQuotesOrItsLine(@ForAll String text) {
    String json = Json.value(text);

    assertThat(json).matches("\"([ !#-\\[\\]-~]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*\"");
    assertThat(read(json)).isEqualTo(text);
  }

  /** Undoes the escapes. */
  private static String read(String json) {
    var text = new StringBuilder();
    for (int i = 1; i < json.length() - 1; i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (json.charAt(i + 1) == 'u') {
        text.append((char) Integer.parseInt(json.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        text.append(json.charAt(i + 1));
        i++;
      }
    }
    return text.toString();
  }
}
