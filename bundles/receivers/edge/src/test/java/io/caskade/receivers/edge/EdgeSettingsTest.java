package io.caskade.receivers.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.receivers.edge.core.CoreAddress;
import io.caskade.receivers.edge.core.EdgeSettings;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in the configuration file, and what must not. */
class EdgeSettingsTest {
  private static final Map<String, Object> RIGHT =
      Map.of(
          "cores",
          new String[] {"10.0.0.1:12000, 10.0.0.2:12000"},
          "user",
          "north",
          "passwordFile",
          "edge.password",
          "own",
          new String[] {"0B00:6421"});

  private static EdgeSettings read(Map<String, Object> set) {
    EdgeConfig config =
        (EdgeConfig)
            Proxy.newProxyInstance(
                EdgeSettingsTest.class.getClassLoader(),
                new Class<?>[] {EdgeConfig.class},
                (proxy, method, arguments) ->
                    set.getOrDefault(method.getName(), method.getDefaultValue()));
    return new SettingsReader("main", Path.of("/home/etc")).read(config);
  }

  @Test
  void theCoresStandInTheirOrder() {
    EdgeSettings read = read(RIGHT);
    assertThat(read.cores())
        .containsExactly(new CoreAddress("10.0.0.1", 12_000), new CoreAddress("10.0.0.2", 12_000));
    assertThat(read.timeout()).isEqualTo(Duration.ofMillis(700));
    assertThat(read.passwordFile()).isEqualTo(Path.of("/home/etc/edge.password"));
  }

  @Test
  void aPathFromTheRootStays() {
    Map<String, Object> set = new HashMap<>(RIGHT);
    set.put("passwordFile", "/run/secrets/edge");
    assertThat(read(set).passwordFile()).isEqualTo(Path.of("/run/secrets/edge"));
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    refused("cores", new String[0], "cores");
    refused("cores", new String[] {"10.0.0.1"}, "'10.0.0.1'");
    refused("cores", new String[] {"10.0.0.1:1,10.0.0.1:1"}, "twice");
    refused("user", "", "user");
    refused("user", "a-name-of-twenty-one-", "user");
    refused("passwordFile", " ", "passwordFile");
    refused("own", new String[0], "own");
    refused("own", new String[] {"0B00"}, "'0B00'");
    refused("timeoutMillis", 800, "timeoutMillis");
    refused("timeoutMillis", 99, "timeoutMillis");
    refused("failures", 0, "failures");
    refused("keepaliveSeconds", 0, "keepaliveSeconds");
  }

  private static void refused(String setting, Object value, String said) {
    Map<String, Object> set = new HashMap<>(RIGHT);
    set.put(setting, value);
    assertThatThrownBy(() -> read(set))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("io.caskade.receivers.edge-main")
        .hasMessageContaining(said);
  }
}
