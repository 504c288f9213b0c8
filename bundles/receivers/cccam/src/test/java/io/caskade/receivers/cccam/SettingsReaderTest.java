package io.caskade.receivers.cccam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.ListenerEndpoint.Plan;
import io.caskade.lib.receiverlistener.SettingsCheck;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @TempDir Path data;

  private final List<NodeId> named = new ArrayList<>();

  @Test
  void theDefaultsAreThoseOfTheArchitecture() {
    Plan plan = read(Map.of());

    assertThat(plan.settings().host()).isEqualTo("127.0.0.1");
    assertThat(plan.settings().port()).isEqualTo(12_000);
    assertThat(plan.protocol().name()).isEqualTo("cccam");
    assertThat(data.resolve("cccam-main.node")).exists();
  }

  @Test
  void anIdOfItsOwnIsTaken() {
    assertThat(read(Map.of("nodeId", "1122334455667788")).protocol()).isNotNull();
    assertThat(data.resolve("cccam-main.node")).doesNotExist();
    assertThat(named).containsExactly(NodeId.parse("1122334455667788"));
  }

  @ParameterizedTest
  @CsvSource({
    "version, 2.0.10",
    "version, ''",
    "nodeId, 112233445566778",
    "nodeId, 112233445566778x",
    "host, ' '"
  })
  void aTextThatMeansNothingIsRefusedByName(String setting, String value) {
    assertThatThrownBy(() -> read(Map.of(setting, value)))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining(setting);
    assertThat(named).isEmpty();
  }

  private Plan read(Map<String, Object> values) {
    CccamConfig config =
        (CccamConfig)
            Proxy.newProxyInstance(
                CccamConfig.class.getClassLoader(),
                new Class<?>[] {CccamConfig.class},
                (proxy, method, arguments) ->
                    values.getOrDefault(method.getName(), method.getDefaultValue()));
    Random random = new Random(3);
    return new SettingsReader(
            new SettingsCheck(CccamListener.PID, "main"),
            new NodeIdFile(data, "main", random),
            random,
            named::add)
        .plan(config);
  }
}
