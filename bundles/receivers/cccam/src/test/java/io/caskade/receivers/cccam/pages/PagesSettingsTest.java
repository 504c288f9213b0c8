package io.caskade.receivers.cccam.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesSettingsTest {
  static PagesConfig config(Map<String, Object> values) {
    return (PagesConfig)
        Proxy.newProxyInstance(
            PagesConfig.class.getClassLoader(),
            new Class<?>[] {PagesConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  static PagesSettings read(Map<String, Object> values) {
    return PagesSettings.of(CccamPages.PID, "main", config(values));
  }

  @Test
  void theDefaultsAreThoseOfTheArchitecture() throws Exception {
    PagesSettings settings = read(Map.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.webPort()).isEqualTo(16_001);
    assertThat(settings.infoPort()).isEqualTo(16_000);
    assertThat(settings.unasked().contains(InetAddress.getByName("127.0.0.1")))
        .as("everybody signs in")
        .isFalse();
    assertThat(settings.looks().timing()).isFalse();
  }

  @Test
  void addressesThatNeedNoSignInAreRead() throws Exception {
    PagesSettings settings =
        read(Map.of("withoutSignIn", new String[] {"127.0.0.1, 192.0.2.0/24", "fd00::/8"}));
    assertThat(settings.unasked().contains(InetAddress.getByName("192.0.2.9"))).isTrue();
    assertThat(settings.unasked().contains(InetAddress.getByName("fd00::1"))).isTrue();
    assertThat(settings.unasked().contains(InetAddress.getByName("10.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"webPort, 65536", "infoPort, -2", "host, ' '", "version, 2.x", "withoutSignIn, all"})
  void whatMeansNothingIsRefusedByName(String setting, String value) {
    Object given =
        switch (setting) {
          case "webPort", "infoPort" -> Integer.parseInt(value);
          case "withoutSignIn" -> new String[] {value};
          default -> value;
        };
    assertThatThrownBy(() -> read(Map.of(setting, given)))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(setting);
  }
}
