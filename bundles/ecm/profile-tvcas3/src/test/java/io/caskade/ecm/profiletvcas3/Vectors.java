package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.ecm.CardCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Golden data that the original programs made. */
final class Vectors {
  private Vectors() {}

  /** The entries of one list of a file under {@code tvcas3/}. */
  static Stream<JsonNode> list(String file, String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/tvcas3/" + file)) {
      assertThat(in).isNotNull();
      JsonNode list = new ObjectMapper().readTree(in).get(name);
      assertThat(list).isNotEmpty();
      return StreamSupport.stream(list.spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CardCalendar calendar(JsonNode vector) {
    return new CardCalendar(
        ZoneOffset.of(vector.get("config_zone").asText()),
        ZoneId.of(vector.get("php_timezone").asText()),
        ZoneOffset.ofTotalSeconds(vector.get("php_offset_now_s").asInt()));
  }
}
