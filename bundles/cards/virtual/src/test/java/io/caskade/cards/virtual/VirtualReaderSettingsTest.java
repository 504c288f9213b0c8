package io.caskade.cards.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.cards.virtual.card.CardMode;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.keys.crypto.BlockCiphers;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualReaderSettingsTest {
  @Test
  void theDefaultsAreWhatTheProductPromises() {
    VirtualReaderSettings settings =
        VirtualReaderSettings.read("den", config(Map.of("config", "/cards/a.bin")));
    assertThat(settings)
        .isEqualTo(
            new VirtualReaderSettings(
                Path.of("/cards/a.bin"), Optional.empty(), CardTerms.PROMISED));
  }

  @Test
  void everythingCanBeSet() {
    VirtualReaderSettings settings =
        VirtualReaderSettings.read(
            "den",
            config(
                Map.of(
                    "config", " /cards/a.bin ",
                    "stateDirectory", "/cards/states",
                    "mode", "compatibility",
                    "services", 4,
                    "blockHours", 1)));
    assertThat(settings)
        .isEqualTo(
            new VirtualReaderSettings(
                Path.of("/cards/a.bin"),
                Optional.of(Path.of("/cards/states")),
                new CardTerms(CardMode.COMPATIBILITY, 4, Duration.ofHours(1))));
  }

  @ParameterizedTest
  @CsvSource({"services, 0", "services, 9", "blockHours, 0", "blockHours, 8761"})
  void aNumberOutOfItsRangeIsRefusedByName(String setting, int value) {
    assertRefused(Map.of("config", "a.bin", setting, value), setting);
  }

  @Test
  void aCardWithoutFileOrModeIsRefusedByName() {
    assertRefused(Map.of(), "config");
    assertRefused(Map.of("config", "a.bin", "mode", "old"), "mode");
  }

  @Test
  void aReaderWithWrongSettingsSaysSoWhenItIsAsked() {
    VirtualReaderComponent reader =
        new VirtualReaderComponent(
            config(Map.of("config", "a.bin", "services", 9)),
            Map.of(
                "service.factoryPid", "io.caskade.reader.virtual",
                "service.pid", "io.caskade.reader.virtual~den"),
            new BlockCiphers());
    assertThatThrownBy(reader::connect)
        .isInstanceOf(CaskadeException.class)
        .hasMessageContainingAll("den", "services");
  }

  private static void assertRefused(Map<String, Object> set, String setting) {
    assertThatThrownBy(() -> VirtualReaderSettings.read("den", config(set)))
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READER_SETTING))
        .hasMessageContaining(setting);
  }

  private static VirtualReaderConfig config(Map<String, Object> set) {
    Map<String, Object> values = new HashMap<>(set);
    return (VirtualReaderConfig)
        Proxy.newProxyInstance(
            VirtualReaderConfig.class.getClassLoader(),
            new Class<?>[] {VirtualReaderConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
