package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.RekeyedCipher;
import io.caskade.keys.crypto.BlockCiphers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmmVectorsTest {
  private static final CardCalendar UTC =
      new CardCalendar(ZoneOffset.UTC, ZoneOffset.UTC, ZoneOffset.UTC);
  private static final String DUMMY_KEY = "1234567890A0B1C21234567890A0B1C2";

  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());

  static Stream<JsonNode> vectors() {
    return Vectors.list("emm.json", "vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anEmmIsTheOriginalsByteForByte(JsonNode vector) {
    try (EmmWorker worker = profile.emmWorker(Vectors.calendar(vector))) {
      String emm =
          worker
              .emm(
                  new CardSerial(vector.get("serial_no").asLong()),
                  key(vector.get("emm_key").asText()),
                  rights(vector))
              .section()
              .hex();
      assertThat(clear(emm, vector.get("emm_key").asText()))
          .isEqualTo(vector.at("/expect/clear").asText());
      assertThat(emm)
          .as(vector.get("id").asText())
          .isEqualTo(vector.at("/expect/datagram").asText());
    }
  }

  /** The original clears nothing between two cards either; ours must not let one seep through. */
  @Test
  void aWorkerCarriesNothingFromOneCardToTheNext() {
    try (EmmWorker worker = profile.emmWorker(UTC)) {
      CardKey key = key(DUMMY_KEY);
      CardSerial serial = new CardSerial(2_100_000_000L);
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      CardRights none =
          new CardRights(ProductMask.NONE, start, start.plusSeconds(60), false, false);
      CardRights all =
          new CardRights(new ProductMask(-1), start, start.plusSeconds(9_999_999), true, true);
      Octets before = worker.emm(serial, key, none).section();
      worker.emm(new CardSerial(2_109_999_999L), key, all);
      assertThat(worker.emm(serial, key, none).section()).isEqualTo(before);
    }
  }

  @Test
  void theDummyIsThatOfTheOriginal() {
    try (EmmWorker worker = profile.emmWorker(UTC)) {
      Instant now = Instant.parse("2026-11-21T13:45:17.25Z");
      String emm = worker.dummy(now).section().hex();
      String clear = clear(emm, DUMMY_KEY);
      assertThat(emm.substring(0, 28)).isEqualTo("82703B000000832155FF70326410");
      assertThat(clear.substring(0, 16)).isEqualTo("832155FFFFFFFFFF");
      assertThat(Long.parseLong(clear.substring(16, 24), 16))
          .isEqualTo(now.getEpochSecond() - 86_400);
      assertThat(Long.parseLong(clear.substring(24, 32), 16)).isEqualTo(now.getEpochSecond() + 301);
      assertThat(clear.substring(40, 46)).as("pair, type, reserve").isEqualTo("000000");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1985-06-15T00:00:00Z",
        "1989-12-31T23:59:59Z",
        "2070-01-01T00:00:00Z",
        "2106-02-07T06:28:16Z",
        "+1000000000-12-31T23:59:59Z",
        "-1000000000-01-01T00:00:00Z"
      })
  void datesThatNoCardKnowsAreRefused(String text) {
    Instant outside = Instant.parse(text);
    Instant inside = Instant.parse("2026-11-21T00:00:00Z");
    CardSerial serial = new CardSerial(2_100_000_000L);
    try (EmmWorker worker = profile.emmWorker(UTC)) {
      for (boolean first : new boolean[] {true, false}) {
        CardRights rights =
            new CardRights(
                ProductMask.NONE, first ? outside : inside, first ? inside : outside, true, true);
        CaskadeException refusal =
            catchThrowableOfType(
                CaskadeException.class, () -> worker.emm(serial, key(DUMMY_KEY), rights));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.DATE_OUT_OF_RANGE);
      }
    }
  }

  private static CardRights rights(JsonNode vector) {
    return new CardRights(
        ProductMask.parse(vector.get("access_criteria").asText()),
        Instant.ofEpochSecond(vector.get("start").asLong()),
        Instant.ofEpochSecond(vector.get("finish").asLong()),
        vector.get("pair").asInt() > 0,
        vector.get("type").asInt() == 1);
  }

  private static String clear(String emm, String key) {
    byte[] section = HexFormat.of().parseHex(emm);
    try (RekeyedCipher cipher = new BlockCiphers().tripleDesPerMessage()) {
      cipher.decrypt(key(key), section, EmmSection.MESSAGE, ClearMessage.LENGTH);
    }
    return Octets.of(section, EmmSection.MESSAGE, ClearMessage.LENGTH).hex();
  }

  private static CardKey key(String hex) {
    return new CardKey(HexFormat.of().parseHex(hex));
  }
}
