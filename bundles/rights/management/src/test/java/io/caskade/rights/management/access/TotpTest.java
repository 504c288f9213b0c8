package io.caskade.rights.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] RFC_SECRET =
      "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /** RFC 6238, appendix B, the last six of the eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void makesTheCodesOfTheStandard(long second, String code) {
    assertThat(Totp.code(RFC_SECRET, second / 30)).isEqualTo(code);
  }

  @Test
  void takesTheCodesOfNeighbouringStepsAndNoOthers() {
    Instant now = Instant.ofEpochSecond(3_000_000);
    for (long off = -3; off <= 3; off++) {
      String code = Totp.code(RFC_SECRET, 100_000 + off);
      assertThat(Totp.match(RFC_SECRET, code, now, 0).isPresent()).isEqualTo(Math.abs(off) <= 1);
    }
  }

  @Test
  void takesNoCodeTwice() {
    Instant now = Instant.ofEpochSecond(3_000_000);
    String code = Totp.code(RFC_SECRET, 100_000);
    long step = Totp.match(RFC_SECRET, code, now, 0).orElseThrow();
    assertThat(Totp.match(RFC_SECRET, code, now, step)).isEmpty();
  }

  @Test
  void refusesWhatIsNoCode() {
    Instant now = Instant.ofEpochSecond(59);
    assertThat(Totp.match(RFC_SECRET, "", now, 0)).isEmpty();
    assertThat(Totp.match(RFC_SECRET, "94287082", now, 0)).isEmpty();
    assertThat(Totp.match(RFC_SECRET, "28708\u0662", now, 0)).isEmpty();
  }

  /** RFC 4648, 10. */
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void writesBase32(String clear, String text) {
    assertThat(Base32.of(clear.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
  }
}
