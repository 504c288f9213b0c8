package io.caskade.receivers.newcamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.EndpointState;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.newcamd.DesKey;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The component around a listener: settings that come, change and do not check. */
class NewcamdListenerTest {
  private static final String KEY = "1f2e3d4c5b6a79880102030405f6";

  private final PlayedReceiverService server = new PlayedReceiverService();
  private final NewcamdLoops loops = new NewcamdLoops(config(NewcamdLoopsConfig.class, Map.of()));
  private final NewcamdListener listener = new NewcamdListener();

  NewcamdListenerTest() {
    listener.loops = loops;
    loops.bindServer(server);
    server.account("alice", "pass");
    server.offer(new OfferedCard(0x0B00, List.of(0), 0));
  }

  @AfterEach
  void close() {
    listener.deactivate();
    loops.close();
  }

  private void change(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("port", 0);
    listener.change(
        config(NewcamdConfig.class, all),
        Map.of("felix.fileinstall.filename", "file:/x/io.caskade.receivers.newcamd-main.cfg"));
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

  private int port() {
    String where = listener.detail().replaceAll("^Listens on 127.0.0.1:(\\d+) .*$", "$1");
    return Integer.parseInt(where);
  }

  @Test
  void withoutAKeyItSaysSoAndAKeyCuresIt() throws IOException {
    change(Map.of());
    assertThat(listener.state()).isEqualTo(EndpointState.FAILED);
    assertThat(listener.detail())
        .contains("io.caskade.receivers.newcamd-main")
        .contains("desKey")
        .contains("28 hexadecimal digits");
    assertThat(listener.name()).isEqualTo("main");
    change(Map.of("desKey", KEY));
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    try (NewcamdReceiver receiver =
        new NewcamdReceiver(new InetSocketAddress("127.0.0.1", port()), DesKey.parse(KEY))) {
      assertThat(receiver.logIn("alice", "pass")).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "desKey, 0102, digits",
    "caid, xyz, hexadecimal",
    "extendedMode, perhaps, auto",
    "host, '', empty"
  })
  void aSettingThatDoesNotCheckIsNamedAndTheOthersStay(
      String setting, String value, String reason) {
    change(Map.of("desKey", KEY));
    Map<String, Object> wrong = new HashMap<>(Map.of("desKey", KEY));
    wrong.put(setting, value);
    change(wrong);
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(listener.detail()).contains(setting, reason, "stay in use").doesNotContain(KEY);
  }

  @Test
  void aKeyIsNeverRepeatedInAReason() {
    change(Map.of("desKey", KEY + "00"));
    assertThat(listener.state()).isEqualTo(EndpointState.FAILED);
    assertThat(listener.detail()).doesNotContain(KEY);
  }

  @Test
  void withoutAServerItWaits() {
    change(Map.of("desKey", KEY));
    loops.unbindServer(server);
    assertThat(listener.state()).isEqualTo(EndpointState.STARTING);
    assertThat(listener.detail()).contains("control-word server");
  }

  @Test
  void whatWasStoppedStaysSoWhenItsSettingsChange() {
    change(Map.of("desKey", KEY));
    listener.stop();
    change(Map.of("desKey", KEY, "idleSeconds", 5));
    assertThat(listener.state()).isEqualTo(EndpointState.STOPPED);
    listener.start();
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(listener.kind()).isEqualTo("newcamd");
  }
}
