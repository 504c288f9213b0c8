package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.rights.access.BearerToken;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LabelsTest {
  private static String clean(String value) {
    return new Labels().clean(Map.of("name", value)).get("name");
  }

  @Property
  void noControlWordNorKeyInHexadecimalDigitsGetsThrough(
      @ForAll @Size(min = 8, max = 32) byte[] secret,
      @ForAll @StringLength(max = 10) String before) {
    String close = HexFormat.of().formatHex(secret);
    assertThat(clean(before + close)).isEqualTo(Labels.HIDDEN);
    assertThat(clean(before + close.toUpperCase(java.util.Locale.ROOT))).isEqualTo(Labels.HIDDEN);
    assertThat(clean(before + HexFormat.ofDelimiter(":").formatHex(secret)))
        .isEqualTo(Labels.HIDDEN);
    assertThat(clean(before + HexFormat.ofDelimiter(" ").formatHex(secret)))
        .isEqualTo(Labels.HIDDEN);
  }

  /** 64 letters have both cases, practically always. */
  @Example
  void noKeyInBase64GetsThrough() {
    var random = new SecureRandom();
    for (int i = 0; i < 1_000; i++) {
      byte[] key = new byte[48];
      random.nextBytes(key);
      String text = Base64.getEncoder().encodeToString(key);
      assertThat(clean("key " + text)).as(text).isEqualTo(Labels.HIDDEN);
    }
  }

  @Example
  void aTokenThatDrewNoDigitIsHiddenToo() {
    assertThat(clean("ck_DDpW_VaIbfUGxtSh_wJdQ-IKlZkCLDwFMCFnQPNThDCVlVXtwMzPTNUmHetM"))
        .isEqualTo(Labels.HIDDEN);
  }

  @Example
  void noTokenGetsThrough() {
    for (int i = 0; i < 1_000; i++) {
      String token = BearerToken.ofProgram(new SecureRandom()).reveal();
      assertThat(clean(token)).as(token).isEqualTo(Labels.HIDDEN);
      assertThat(clean("Bearer " + token)).isEqualTo(Labels.HIDDEN);
    }
  }

  @Example
  void whatThingsAreCalledStays() {
    for (String name :
        new String[] {
          "main",
          "north-2",
          "65535",
          "ecmg",
          "G1 Young Generation",
          "mapped - 'non-volatile memory'",
          "0.1.0.SNAPSHOT",
          "crypto_period_off_nominal",
          "unknown_ecm_stream_id",
          "Телесеть",
          "0a1b2c3d"
        }) {
      assertThat(clean(name)).isEqualTo(name);
    }
  }

  @Property
  void aValueIsNeverLongNorMoreThanALine(@ForAll String value) {
    assertThat(clean(value).length()).isLessThanOrEqualTo(Labels.LONGEST);
    assertThat(clean(value)).doesNotContain("\n", "\r");
  }

  @Example
  void aNameThatOpenMetricsDoesNotKnowIsLeftOut() {
    assertThat(new Labels().clean(Map.of("a b", "1", "__x", "2", "ok", "3")))
        .containsOnlyKeys("ok");
  }
}
