package io.caskade.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.NetworkPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Settings and optional parts change while 200 streams want their ECMs. */
public class ConfigurationTest extends HeadEndTest {
  /** A provision that is older is lost: the answer itself takes milliseconds. */
  private static final Duration LOST = Duration.ofSeconds(3);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final String SAMPLE = "caskade.exam.sample.profile";
  private static final NetworkId SAMPLE_NETWORK = new NetworkId("cissa");
  private static final int SAMPLE_CAS = 0x0C000001;
  private static final int SAMPLE_WORD = 16;
  private static final int TVCAS3_WORD = 8;

  private static final Caller CALLER = Caller.administrator("exam", "test");

  /** Error statuses of TS 103 197. */
  private static final int WORD_LENGTH_ERROR = 0x000F;

  private static final int LISTENER_ERROR = 0x0011;

  private ScsLoad load;

  @Override
  protected Option[] options() throws IOException {
    Path folder = Path.of(System.getProperty("caskade.exam.folder"), "sample-profile");
    return new Option[] {
      systemProperty(SAMPLE).value(SampleProfileBuild.into(folder).toUri().toString())
    };
  }

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
  public void removingAndInstallingOptionalFeaturesClosesNoSession() throws Exception {
    FeaturesService features = service(FeaturesService.class);
    var console = features.getFeature("caskade-console");
    features.uninstallFeature(console.getId());
    awaitAnswers(400);
    features.installFeature(console.getId());
    awaitAnswers(400);

    // Drivers are there for who has their readers.
    for (String name :
        List.of("caskade-reader-pcsc", "caskade-reader-phoenix", "caskade-reader-virtual")) {
      var feature = features.getFeature(name);
      features.installFeature(feature.getId());
      awaitAnswers(400);
      features.uninstallFeature(feature.getId());
      awaitAnswers(400);
    }
    assertUndisturbed();
  }

  @Test
  public void aNetworkOfAnotherProfileIsGivenControlWordsOfSixteenBytes() throws Exception {
    context.installBundle(System.getProperty(SAMPLE)).start();
    EcmKey key = sampleKey();
    await("the network is there", () -> addSampleNetwork(key));

    CasProfile profile =
        service(CasProfile.class, "(cas.profile=" + SampleProfileBuild.PROFILE + ")");
    try (EcmOpener opener = profile.ecmOpener(key);
        ScsConnection scs = openChannel(SAMPLE_CAS)) {
      for (int cp : new int[] {1, 2, 3, 4660, 65534, 65535, 0}) {
        scs.provision(1, cp, word(SAMPLE_WORD, cp), word(SAMPLE_WORD, cp + 1));
        OpenedEcm ecm = open(opener, scs.expect(ScsConnection.ECM_RESPONSE));
        assertEquals(new ControlWord(word(SAMPLE_WORD, cp)), cp % 2 == 0 ? ecm.even() : ecm.odd());
        assertEquals(
            new ControlWord(word(SAMPLE_WORD, cp + 1)), cp % 2 == 0 ? ecm.odd() : ecm.even());
        assertEquals(new AccessCriteria(Octets.parseHex("00000001")), ecm.accessCriteria());
      }
      scs.provision(1, 1, word(TVCAS3_WORD, 1), word(TVCAS3_WORD, 2));
      assertError(WORD_LENGTH_ERROR, scs.expect(ScsConnection.STREAM_ERROR));
    }
    assertUndisturbed();
  }

  @Test
  public void tvcas3RefusesControlWordsOfSixteenBytesAndServesTheNext() throws Exception {
    try (ScsConnection scs = openChannel(ScsLoad.SUPER_CAS_ID)) {
      scs.provision(1, 1, word(SAMPLE_WORD, 1), word(SAMPLE_WORD, 2));
      assertError(WORD_LENGTH_ERROR, scs.expect(ScsConnection.STREAM_ERROR));

      scs.provision(1, 2, word(TVCAS3_WORD, 2), word(TVCAS3_WORD, 3));
      scs.expect(ScsConnection.ECM_RESPONSE);
    }
    assertUndisturbed();
  }

  @Test
  public void tvcas3RefusesAListenerThatAnnouncesOtherControlWords() throws Exception {
    int port = freePorts(1)[0];
    Configuration listener =
        service(ConfigurationAdmin.class).getFactoryConfiguration("io.caskade.ecmg", "unfit", "?");
    try {
      listener.update(ecmg(port, 2, 2));
      await("lead_CW 2 is refused", () -> channelError(port) == LISTENER_ERROR);

      listener.update(ecmg(port, 1, 2));
      await("the terms of tvcas3 are taken", () -> channelError(port) == -1);

      listener.update(ecmg(port, 1, 3));
      await("CW_per_msg 3 is refused", () -> channelError(port) == LISTENER_ERROR);
    } finally {
      listener.delete();
    }
    assertUndisturbed();
  }

  /** Adds what is missing of the network with its key; false while the database is not there. */
  private boolean addSampleNetwork(EcmKey key) {
    NetworkManagement networks = service(NetworkManagement.class);
    try {
      if (networks.list(CALLER).stream()
          .noneMatch(found -> found.network().id().equals(SAMPLE_NETWORK))) {
        networks.add(
            CALLER,
            new Network(
                SAMPLE_NETWORK,
                SAMPLE_CAS >>> 16,
                SampleProfileBuild.PROFILE,
                ZoneOffset.UTC,
                ZoneOffset.UTC),
            NetworkPolicy.DEFAULT);
      }
      networks.importEcmKey(CALLER, SAMPLE_NETWORK, key, false);
      return true;
    } catch (CaskadeException e) {
      if (e.code() == ErrorCode.DATABASE_UNAVAILABLE) {
        return false;
      }
      throw e;
    }
  }

  private static EcmKey sampleKey() {
    return new EcmKey(
        HexFormat.of()
            .parseHex("C3A1F00D5EED0123456789ABCDEF10325476980123456789ABCDEFFEDCBA9876"));
  }

  /** Channel and stream 1; a network that was added a moment ago may take its time. */
  private ScsConnection openChannel(int superCasId) throws Exception {
    int port = listenerPort();
    await("the super_CAS_id is served", () -> channelError(port, superCasId) == -1);
    ScsConnection scs = new ScsConnection(port, 1, ANSWER);
    scs.setUpChannel(superCasId);
    scs.expect(ScsConnection.CHANNEL_STATUS);
    scs.setUpStream(1);
    scs.expect(ScsConnection.STREAM_STATUS);
    return scs;
  }

  private static int channelError(int port) {
    return channelError(port, ScsLoad.SUPER_CAS_ID);
  }

  /** The error_status that answers a channel_setup; -1 for channel_status, -2 without an answer. */
  private static int channelError(int port, int superCasId) {
    try (ScsConnection scs = new ScsConnection(port, 1, ANSWER)) {
      scs.setUpChannel(superCasId);
      ByteBuffer answer = scs.receive();
      return ScsConnection.type(answer) == ScsConnection.CHANNEL_ERROR
          ? ScsConnection.parameter(answer, ScsConnection.ERROR_STATUS)
          : -1;
    } catch (IOException noListener) {
      return -2;
    }
  }

  private static void assertError(int status, ByteBuffer error) {
    assertEquals(
        "0x%04X".formatted(status),
        "0x%04X".formatted(ScsConnection.parameter(error, ScsConnection.ERROR_STATUS)));
  }

  private static OpenedEcm open(EcmOpener opener, ByteBuffer response) {
    Octets section = Octets.of(ScsConnection.value(response, ScsConnection.ECM_DATAGRAM));
    return opener
        .open(new EcmDatagram(section))
        .orElseThrow(() -> new AssertionError("no ECM of the profile: " + section));
  }

  /** Some bytes, others for each crypto period; the period after 65535 is 0. */
  private static byte[] word(int length, int cp) {
    byte[] word = new byte[length];
    new Random(cp & 0xFFFF).nextBytes(word);
    return word;
  }

  private static Dictionary<String, Object> ecmg(int port, int leadCw, int cwPerMsg) {
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put("port", port);
    settings.put("leadCw", leadCw);
    settings.put("cwPerMsg", cwPerMsg);
    return settings;
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
