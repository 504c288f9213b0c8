package io.caskade.receivers.edge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTypesTest {
  private static EcmDatagram ecm(String hex) {
    return new EcmDatagram(Octets.parseHex(hex));
  }

  @Test
  void anAddressIsAHostAndAPort() {
    assertThat(CoreAddress.parse("core-1.example:12000"))
        .isEqualTo(new CoreAddress("core-1.example", 12_000));
    assertThat(CoreAddress.parse("[2001:db8::1]:1")).isEqualTo(new CoreAddress("2001:db8::1", 1));
    assertThat(CoreAddress.parse("[2001:db8::1]:1")).hasToString("[2001:db8::1]:1");
    assertThat(CoreAddress.parse("10.0.0.1:65535")).hasToString("10.0.0.1:65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "core", "core:", ":12000", "core:0", "core:65536", "a b:1", "2001:db8::1:1"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> CoreAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEcmIsOursByCaidAndKeyTag() {
    OwnEcms own = OwnEcms.parse(List.of("0B00:6421", "4ae1:0001"));
    assertThat(own.contains(0x0B00, ecm("8070347032642100"))).isTrue();
    assertThat(own.contains(0x4AE1, ecm("81703470320001"))).isTrue();
    assertThat(own.contains(0x0B00, ecm("81703470320001"))).as("another tag").isFalse();
    assertThat(own.contains(0x0B01, ecm("8070347032642100"))).as("another CAID").isFalse();
    assertThat(own.contains(0x1_0B00, ecm("8070347032642100"))).as("no CAID").isFalse();
    assertThat(own.contains(0x0B00, ecm("807034703264"))).as("too short").isFalse();
    assertThat(own.contains(0x0B00, ecm("80703470326421" + "00".repeat(1001))))
        .as("too long")
        .isFalse();
    assertThat(own.contains(0x0B00, ecm("80703470326421" + "00".repeat(1000)))).isTrue();
  }

  @Test
  void whatIsOursMustBeSaid() {
    assertThatThrownBy(() -> OwnEcms.parse(List.of())).hasMessageContaining("empty");
    assertThatThrownBy(() -> OwnEcms.parse(List.of("0B00"))).hasMessageContaining("'0B00'");
    assertThatThrownBy(() -> OwnEcms.parse(List.of("0B00:*"))).hasMessageContaining("'0B00:*'");
  }
}
