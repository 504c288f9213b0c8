package io.caskade.itests.exam;

import static org.junit.Assert.assertEquals;

import io.caskade.api.ops.Endpoint;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Settings and optional parts change while 200 streams want their ECMs. */
public class ConfigurationTest extends HeadEndTest {
  /** A provision that is older is lost: the answer itself takes milliseconds. */
  private static final Duration LOST = Duration.ofSeconds(3);

  private ScsLoad load;

  @Before
  public void startLoad() throws Exception {
    service(Endpoint.class);
    load = new ScsLoad(listenerPort(), 4, 50, Duration.ofMillis(200));
    awaitAnswers(400);
  }

  @After
  public void stopLoad() throws Exception {
    load.close();
  }

  @Test
  public void aListenersPortMovesWithoutClosingASession() throws Exception {
    int moved = freePorts(1)[0];
    Configuration configuration = listener();
    Dictionary<String, Object> settings = configuration.getProperties();
    settings.put("port", Integer.toString(moved));

    configuration.update(settings);

    await("the new port answers", () -> answers(moved));
    try (ScsLoad more = new ScsLoad(moved, 1, 10, Duration.ofMillis(100))) {
      await("ECMs on the new port " + more.complaints(), () -> more.answers() > 50);
    }
    awaitAnswers(1_000);
    assertUndisturbed();
  }

  @Test
  public void anEmmOutputIsReconfiguredWithoutReconnecting() throws Exception {
    try (FakeMux mux = new FakeMux()) {
      Configuration output =
          service(ConfigurationAdmin.class).getFactoryConfiguration("io.caskade.emmg", "exam", "?");
      output.update(emmg(mux, 100));
      await("the EMMG asks for its bandwidth", () -> mux.requestedKbit().equals(List.of(100)));

      output.update(emmg(mux, 250));

      await("it asks for the new bandwidth", () -> mux.requestedKbit().equals(List.of(100, 250)));
      await("something is provided, a dummy at least", () -> mux.provisions() > 0);
      assertEquals("on the same connection", 1, mux.connections());
      output.delete();
    }
    assertUndisturbed();
  }

  @Test
  public void removingAndInstallingAnOptionalFeatureClosesNoSession() throws Exception {
    FeaturesService features = service(FeaturesService.class);
    var console = features.getFeature("caskade-console");

    features.uninstallFeature(console.getId());
    awaitAnswers(400);
    features.installFeature(console.getId());

    awaitAnswers(400);
    assertUndisturbed();
  }

  private static Dictionary<String, Object> emmg(FakeMux mux, int bandwidthKbit) {
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", mux.port());
    settings.put("bandwidthKbit", bandwidthKbit);
    return settings;
  }

  private Configuration listener() throws Exception {
    Configuration[] found =
        service(ConfigurationAdmin.class)
            .listConfigurations("(service.factoryPid=io.caskade.ecmg)");
    assertEquals(1, found.length);
    return found[0];
  }

  private int listenerPort() throws Exception {
    return Integer.parseInt(listener().getProcessedProperties(null).get("port").toString());
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (java.io.IOException notYet) {
      return false;
    }
  }

  private void awaitAnswers(long more) {
    long wanted = load.answers() + more;
    await(more + " more answers; " + load.complaints(), () -> load.answers() >= wanted);
  }

  private void assertUndisturbed() {
    assertEquals(List.of(), load.complaints());
    assertEquals(0, load.unansweredFor(LOST));
  }
}
