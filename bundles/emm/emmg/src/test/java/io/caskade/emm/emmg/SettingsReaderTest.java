package io.caskade.emm.emmg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @Test
  void theDefaultsAreThoseOfTvcas3() {
    OutputSettings settings = SettingsReader.read("main", config(Map.of()));
    assertThat(settings.target()).isEqualTo("127.0.0.1:41000");
    assertThat(settings.version()).isEqualTo(2);
    assertThat(settings.ids()).isEqualTo(new OutputSettings.Ids(0x0B00_0001, 1, 1, 1));
    assertThat(settings.bandwidthKbit()).isEqualTo(64);
    assertThat(settings.form()).isEqualTo(SectionTspktFlag.SECTIONS);
    assertThat(settings.data()).isEqualTo(OutputSettings.DataWay.TCP);
    assertThat(settings.limits()).isEqualTo(OutputSettings.Limits.USUAL);
    assertThat(settings.audience().name()).isEqualTo("main");
  }

  @Test
  void udpUsesThePortOfTcpUnlessToldOtherwise() {
    assertThat(SettingsReader.read("x", config(Map.of("transport", "udp"))).data())
        .isEqualTo(new OutputSettings.DataWay(true, 41_000, false));
    assertThat(
            SettingsReader.read("x", config(Map.of("transport", "udp", "udpPort", 5_000))).data())
        .isEqualTo(new OutputSettings.DataWay(true, 5_000, false));
  }

  @Test
  void listsMayBeOneTextWithCommas() {
    OutputSettings settings =
        SettingsReader.read("x", config(Map.of("regions", new String[] {"north, south", "east"})));
    assertThat(settings.audience().regions()).containsExactlyInAnyOrder("north", "south", "east");
  }

  @ParameterizedTest
  @CsvSource({
    "protocolVersion, 4",
    "port, 0",
    "bandwidthKbit, 0",
    "bandwidthKbit, 65536",
    "maxDatagrams, 8",
    "maxBytes, 1317",
    "probeSeconds, -1",
    "channelId, 65536"
  })
  void aNumberOutOfItsRangeIsRefusedByName(String setting, int value) {
    assertThatThrownBy(() -> SettingsReader.read("x", config(Map.of(setting, value))))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(setting);
  }

  @ParameterizedTest
  @CsvSource({"clientId, 0B01", "clientId, hello123", "mode, both", "transport, sctp", "host, ' '"})
  void aTextThatMeansNothingIsRefusedByName(String setting, String value) {
    assertThatThrownBy(() -> SettingsReader.read("x", config(Map.of(setting, value))))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(setting);
  }

  @Test
  void versionOneKnowsNoUdp() {
    assertThatThrownBy(
            () ->
                SettingsReader.read("x", config(Map.of("transport", "udp", "protocolVersion", 1))))
        .isInstanceOf(CaskadeException.class);
  }

  static EmmgConfig config(Map<String, Object> values) {
    return (EmmgConfig)
        Proxy.newProxyInstance(
            EmmgConfig.class.getClassLoader(),
            new Class<?>[] {EmmgConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
