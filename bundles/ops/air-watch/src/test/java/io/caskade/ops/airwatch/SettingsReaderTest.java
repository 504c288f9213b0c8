package io.caskade.ops.airwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.ops.airwatch.source.Origin;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  /** A configuration with its defaults and what is given instead. */
  static AirWatchConfig config(Map<String, Object> given) {
    return (AirWatchConfig)
        Proxy.newProxyInstance(
            AirWatchConfig.class.getClassLoader(),
            new Class<?>[] {AirWatchConfig.class},
            (proxy, method, arguments) ->
                given.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  private static ProbeSettings read(Map<String, Object> given) {
    return SettingsReader.read("north", config(given));
  }

  @Test
  void theDefaultsListenOnTheLoopbackForAllNetworks() {
    ProbeSettings settings = read(Map.of());
    assertThat(settings.origin()).isEqualTo(new Origin.Udp("127.0.0.1", 5000, ""));
    assertThat(settings.watches(new NetworkId("any"))).isTrue();
    assertThat(settings.cards()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "file:/data/a.ts, /data/a.ts",
    "file:///data/a.ts, /data/a.ts",
    "file:/data/a b.ts, /data/a b.ts"
  })
  void aFileIsNamedByItsPath(String source, String path) {
    assertThat(read(Map.of("source", source, "loop", false)).origin())
        .isEqualTo(new Origin.InFile(Path.of(path), false));
  }

  @Test
  void groupsAndAddressesOfBothFamiliesAreTaken() {
    assertThat(read(Map.of("source", "udp://239.1.2.3:1234", "networkInterface", "eth1")).origin())
        .isEqualTo(new Origin.Udp("239.1.2.3", 1234, "eth1"));
    assertThat(read(Map.of("source", "udp://[::1]:1234")).origin()).hasToString("udp://[::1]:1234");
  }

  @Test
  void cardsBelongToMainUnlessTheySayOtherwise() {
    ProbeSettings settings =
        read(
            Map.of(
                "cards", new String[] {"210-000-000-1, north:2100000002"},
                "networks", new String[] {"north"}));
    assertThat(settings.cards())
        .containsExactly(
            new ProbeSettings.Card(NetworkId.MAIN, new CardSerial(2_100_000_001L)),
            new ProbeSettings.Card(new NetworkId("north"), new CardSerial(2_100_000_002L)));
    assertThat(settings.watches(NetworkId.MAIN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "source, http://x:1",
    "source, udp://127.0.0.1",
    "source, udp://:5000",
    "source, file:a.ts",
    "source, udp://127.0.0.1:70000",
    "source, '::'"
  })
  void aWrongSourceIsNamed(String setting, String value) {
    assertThatThrownBy(() -> read(Map.of(setting, value)))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("io.caskade.airwatch-north")
        .hasMessageContaining(setting);
  }

  @Test
  void wrongCardsNetworksAndNumbersAreNamed() {
    assertThatThrownBy(() -> read(Map.of("cards", new String[] {"x"})))
        .hasMessageContaining("cards");
    assertThatThrownBy(() -> read(Map.of("networks", new String[] {"No Network"})))
        .hasMessageContaining("networks");
    assertThatThrownBy(() -> read(Map.of("emmSeconds", 0))).hasMessageContaining("emmSeconds");
  }
}
