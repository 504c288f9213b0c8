package io.caskade.receivers.camd35;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.EndpointState;
import io.caskade.api.receivers.PlayedReceiverService;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The component around a listener: settings that come, change and do not check. */
class Camd35ListenerTest {
  private final Camd35Loops loops = new Camd35Loops(config(Camd35LoopsConfig.class, Map.of()));
  private final Camd35Listener listener = new Camd35Listener();

  Camd35ListenerTest() {
    listener.loops = loops;
    loops.bindServer(new PlayedReceiverService());
  }

  @AfterEach
  void close() {
    listener.deactivate();
    loops.close();
  }

  private void change(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("port", 0);
    listener.change(
        config(Camd35Config.class, all), Map.of("service.pid", SettingsReader.PID + "~main"));
  }

  private static <C> C config(Class<C> type, Map<String, Object> changed) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> value(changed, method)));
  }

  private static Object value(Map<String, Object> changed, Method method) {
    return changed.getOrDefault(method.getName(), method.getDefaultValue());
  }

  @Test
  void itListensOverTcpAndMovesToUdpWhenItIsTold() {
    change(Map.of());
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(listener.detail()).endsWith("(TCP).");
    assertThat(listener.name()).isEqualTo("main");
    change(Map.of("transport", "udp"));
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(listener.detail()).endsWith("(UDP).");
  }

  @ParameterizedTest
  @CsvSource({"tcp, maxClients, 0", "udp, idleSeconds, 0", "sctp, transport, 1"})
  void aSettingThatDoesNotCheckIsNamed(String transport, String setting, int value) {
    Map<String, Object> wrong = new HashMap<>(Map.of("transport", transport));
    if (!setting.equals("transport")) {
      wrong.put(setting, value);
    }
    change(wrong);
    assertThat(listener.state()).isEqualTo(EndpointState.FAILED);
    assertThat(listener.detail()).contains(setting, "io.caskade.receivers.camd35-main");
    assertThat(listener.counters()).isEmpty();
    assertThat(listener.peers()).isEmpty();
  }
}
