package io.caskade.ecm.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.EndpointState;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;

/** The component around a server: settings that come, change and do not check. */
@Timeout(60)
class EcmgListenerTest {
  private final EcmgLoops loops = new EcmgLoops(new Threads(1));
  private final EcmgListener listener = new EcmgListener();

  EcmgListenerTest() {
    listener.loops = loops;
    loops.bindIssuer(new FakeIssuer());
  }

  @AfterEach
  void close() {
    listener.deactivate();
    loops.close();
  }

  @Test
  void badSettingsAtFirstFailWithTheSentenceAndGoodOnesCureIt() {
    activate(Map.of("mode", "packets"));
    assertThat(listener.state()).isEqualTo(EndpointState.FAILED);
    assertThat(listener.detail()).contains("mode").contains("io.caskade.ecmg-main");
    assertThat(listener.peers()).isEmpty();
    listener.change(config(Map.of()));
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
  }

  @Test
  void badSettingsLaterLeaveTheListenerAsItWas() {
    activate(Map.of());
    listener.change(config(Map.of("cwPerMsg", 999)));
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(listener.detail()).contains("cwPerMsg").contains("stay in use");
    listener.change(config(Map.of("cwPerMsg", 2)));
    assertThat(listener.detail()).startsWith("Listens on 127.0.0.1:");
  }

  @Test
  void aListenerThatWasStoppedStaysSoWhenItsSettingsChange() {
    activate(Map.of());
    listener.stop();
    assertThat(listener.state()).isEqualTo(EndpointState.STOPPED);
    listener.change(config(Map.of("maxStreams", 5)));
    assertThat(listener.state()).isEqualTo(EndpointState.STOPPED);
    listener.start();
    assertThat(listener.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(listener.kind()).isEqualTo("ecmg");
    assertThat(listener.name()).isEqualTo("main");
  }

  private void activate(Map<String, Object> changed) {
    listener.activate(config(changed), Map.of("service.pid", "io.caskade.ecmg~main"), context());
  }

  /** A framework that knows no property. */
  private static BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> null);
  }

  private static EcmgListenerConfig config(Map<String, Object> changed) {
    Map<String, Object> all = new java.util.HashMap<>(changed);
    all.put("port", 0);
    return SettingsReaderTest.config(all);
  }

  private record Threads(int threads) implements EcmgLoopsConfig {
    @Override
    public Class<EcmgLoopsConfig> annotationType() {
      return EcmgLoopsConfig.class;
    }
  }
}
