package io.caskade.receivers.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the configuration file, and what must not. */
class ServerSettingsTest {
  /** The defaults of the annotation, less what a test sets. */
  private static ReceiverServerConfig config(Map<String, Object> set) {
    return (ReceiverServerConfig)
        Proxy.newProxyInstance(
            ServerSettingsTest.class.getClassLoader(),
            new Class<?>[] {ReceiverServerConfig.class},
            (proxy, method, arguments) -> value(method, set));
  }

  private static Object value(Method method, Map<String, Object> set) {
    return set.getOrDefault(method.getName(), method.getDefaultValue());
  }

  @Test
  void theDefaultsOfTheFileAreThoseOfTheServer() {
    ServerSettings read = ServerSettings.of(config(Map.of()));
    ServerSettings usual = ServerSettings.DEFAULTS;
    assertThat(read).usingRecursiveComparison().ignoringFields("bans.exempt").isEqualTo(usual);
    assertThat(read.bans().exempt().isEmpty()).isTrue();
  }

  @Test
  void providersAreHexadecimalOneOrMany() {
    assertThat(
            ServerSettings.of(config(Map.of("providers", new String[] {"0, 00abCD", "FFFFFF"})))
                .providers())
        .isEqualTo(List.of(0, 0xABCD, 0xFFFFFF));
  }

  @Test
  void sitesAreNamesOneOrMany() {
    assertThat(
            ServerSettings.of(config(Map.of("sites", new String[] {"north, south", ""}))).sites())
        .containsExactlyInAnyOrder("north", "south");
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    refused("providers", new String[] {" "}, "providers is empty");
    refused("providers", new String[] {"1000000"}, "'1000000'");
    refused("providers", new String[] {"xyz"}, "'xyz'");
    refused("openers", 0, "openers is 0, not 1 to 16");
    refused("openers", 17, "openers is 17");
    refused("cacheSeconds", 0, "cacheSeconds");
    refused("excessSeconds", -1, "excessSeconds");
    refused("neverBanned", new String[] {"10.0.0.0/33"}, "10.0.0.0/33");
  }

  private static void refused(String setting, Object value, String said) {
    assertThatThrownBy(() -> ServerSettings.of(config(Map.of(setting, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
