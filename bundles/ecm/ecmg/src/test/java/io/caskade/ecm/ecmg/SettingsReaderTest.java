package io.caskade.ecm.ecmg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.SessionRules;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration of a listener, as an operator writes it. */
class SettingsReaderTest {

  @Test
  void theDefaultsAreThoseOfTheContract() {
    ListenerSettings settings = SettingsReader.read("main", config(Map.of()));
    assertThat(settings)
        .usingRecursiveComparison()
        .isEqualTo(ListenerSettings.defaults("main", "127.0.0.1", 42000));
  }

  @Test
  void everySettingIsRead() {
    ListenerSettings settings =
        SettingsReader.read(
            "second",
            config(
                Map.of(
                    "mode", "packet",
                    "transitionDelayStartMs", "",
                    "acDelayStartMs", "-700",
                    "minCpDurationMs", 2000,
                    "lenient", true,
                    "defaultAccessCriteria", "0000000A",
                    "defaultSuperCasId", "0x4A000001",
                    "idleProbeSeconds", 0,
                    "allowedPeers", new String[] {"10.0.0.0/8"})));
    assertThat(settings.terms().form()).isEqualTo(SectionTspktFlag.TS_PACKETS);
    assertThat(settings.terms().transitionDelayStartMs()).isEmpty();
    assertThat(settings.terms().acDelayStartMs()).hasValue(-700);
    assertThat(settings.terms().minCpDuration()).isEqualTo(20);
    assertThat(settings.rules().tolerance()).isEqualTo(SessionRules.SequenceTolerance.LENIENT);
    assertThat(settings.rules().defaultCriteria()).hasToString("Optional[0000000A]");
    assertThat(settings.rules().defaultCas()).hasToString("0x4A000001");
    assertThat(settings.rules().probeAfter()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "port, 65536",
    "port, -1",
    "delayStartMs, 40000",
    "repetitionMs, -1",
    "maxStreams, 65536",
    "minCpDurationMs, 150",
    "cwPerMsg, 0",
    "maxCompTimeMs, 0",
    "maxMessageBytes, 100"
  })
  void aNumberOutOfItsRangeIsNamed(String setting, int value) {
    assertThatThrownBy(() -> SettingsReader.read("main", config(Map.of(setting, value))))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
        .hasMessageContaining("io.caskade.ecmg-main")
        .hasMessageContaining(setting);
  }

  @ParameterizedTest
  @CsvSource({
    "host, ''",
    "mode, sections",
    "acDelayStopMs, soon",
    "transitionDelayStopMs, 99999",
    "defaultAccessCriteria, 123",
    "defaultSuperCasId, 0B00"
  })
  void aTextThatCannotBeReadIsNamed(String setting, String value) {
    assertThatThrownBy(() -> SettingsReader.read("main", config(Map.of(setting, value))))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(setting);
  }

  @Test
  void strictAndLenientExcludeEachOther() {
    assertThatThrownBy(
            () -> SettingsReader.read("main", config(Map.of("strict", true, "lenient", true))))
        .hasMessageContaining("lenient");
  }

  @Test
  void aPeerThatIsNoAddressIsNamed() {
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    "main", config(Map.of("allowedPeers", new String[] {"mux one"}))))
        .hasMessageContaining("mux one");
  }

  @Test
  void aListenerHasTheNameOfItsFile() {
    assertThat(
            ListenerName.of(
                Map.of("felix.fileinstall.filename", "file:/opt/etc/io.caskade.ecmg-east-2.cfg")))
        .isEqualTo("east-2");
    assertThat(ListenerName.of(Map.of("service.pid", "io.caskade.ecmg~main"))).isEqualTo("main");
    assertThat(ListenerName.of(Map.of())).isEqualTo("io.caskade.ecmg");
  }

  /** The annotation's defaults, with some values changed. */
  static EcmgListenerConfig config(Map<String, Object> changed) {
    return (EcmgListenerConfig)
        Proxy.newProxyInstance(
            EcmgListenerConfig.class.getClassLoader(),
            new Class<?>[] {EcmgListenerConfig.class},
            (proxy, method, arguments) -> value(changed, method));
  }

  private static Object value(Map<String, Object> changed, Method method) {
    Object value = changed.getOrDefault(method.getName(), method.getDefaultValue());
    if (value == null) {
      throw new IllegalStateException(method.getName() + " has no default");
    }
    return value;
  }
}
