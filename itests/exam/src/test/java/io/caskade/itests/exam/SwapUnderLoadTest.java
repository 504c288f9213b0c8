package io.caskade.itests.exam;

import static io.caskade.api.cards.ReaderState.NO_DRIVER;
import static io.caskade.api.cards.ReaderState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.ProfileControl;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Profiles, reader drivers and receivers' protocols are exchanged while 200 streams want their ECMs
 * (section 3).
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class SwapUnderLoadTest extends HeadEndTest {
  /** Longer than by default: it is the parking that is tested, not the speed of this machine. */
  private static final Duration MAX_COMP_TIME = Duration.ofSeconds(3);

  private static final int SWAPS = 20;
  private static final String CARD_PORT = "caskade.exam.card.port";
  private static final String TEMPLATE = "caskade.exam.reader.template";
  private static final String RECEIVERS = "caskade.exam.receivers";
  private static final String SERVER_FILE = "etc/io.caskade.receivers.server.cfg";
  private static final String DES_KEY = "1f2e3d4c5b6a79880102030405f6";
  private static final long FIRST_NETWORK_CARD = 4_100_000_001L;
  private static final List<String> OTHERS = List.of("cs378x", "cccam");

  /** Freezes begin later than this. */
  private static final Duration IN_TIME = Duration.ofSeconds(2);

  /** Serial 2100000004, keys of nobody. */
  private static final String CARD =
      "7D2B75040005CD8B54564341532E434F4D2020202020205E9306445EBA92CC000000016C046C050001002F41"
          + "A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D94A065685D64C4980BB8D4544A"
          + "8721A9";

  private ScsLoad load;

  @Override
  protected Option[] options() throws IOException {
    return new Option[] {
      editConfigurationFilePut(
          "etc/io.caskade.ecmg-main.cfg", "maxCompTimeMs", Long.toString(MAX_COMP_TIME.toMillis())),
      systemProperty(CARD_PORT).value(Integer.toString(CardBox.play())),
      systemProperty(TEMPLATE).value(CardBox.template().toString()),
      systemProperty(RECEIVERS)
          .value(ReceiverClientsBuild.into(Path.of("target/exam-receivers")).toString()),
      // Receivers here ask for one ECM all the time, which no real one does.
      editConfigurationFilePut(SERVER_FILE, "ecmRepeats", "0"),
      editConfigurationFilePut(SERVER_FILE, "ecmsPerMinute", "0"),
      // They try to log in until their accounts are known.
      editConfigurationFilePut(SERVER_FILE, "neverBanned", "127.0.0.1")
    };
  }

  @Before
  public void startLoad() throws Exception {
    service(ProfileControl.class);
    await("tvcas3 serves", () -> serving().size() == 1);
    load = new ScsLoad(ecmgPort(), 4, 50, Duration.ofMillis(200));
    awaitAnswers(400);
  }

  @After
  public void stopLoad() throws Exception {
    load.close();
  }

  @Test
  public void aPlannedSwapLosesNoEcmAndClosesNoSession() throws Exception {
    String before = serving().get(0).version();
    Path build = ProfileBuild.withVersion("0.9.0", home());

    InstalledProfile after = service(ProfileControl.class).swap(build.toUri());

    awaitAnswers(1_000);
    assertEquals("0.9.0", after.version());
    assertTrue("another version serves than " + before, !before.equals(after.version()));
    assertEquals(List.of(), load.complaints());
    assertEquals(0, load.unansweredFor(MAX_COMP_TIME));
    assertEquals("the old bundle is gone", 1, profiles().size());
  }

  @Test
  public void anUpdateInPlaceLeavesNoProvisionUnansweredPastMaxCompTime() throws Exception {
    Path build = ProfileBuild.withVersion("0.9.1", home());
    load.forgetSlowest();

    try (InputStream jar = Files.newInputStream(build)) {
      profile().update(jar);
    }

    await("the update serves", () -> serving().stream().anyMatch(p -> p.version().equals("0.9.1")));
    awaitAnswers(1_000);
    assertTrue(
        "only the standard's error, and no closed session: " + load.complaints(),
        load.complaints().stream().allMatch(c -> c.contains("error 0x000D")));
    assertEquals(0, load.unansweredFor(MAX_COMP_TIME));
    assertTrue(
        "slowest " + load.slowestAnswer(), load.slowestAnswer().compareTo(MAX_COMP_TIME) <= 0);
  }

  @Test
  public void twentySwapsLeaveNoThreadClassLoaderOrHeapBehind() throws Exception {
    swap("1.0.0");
    int bundles = context.getBundles().length;
    Set<String> threads = threads();
    long heap = heapInUse();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    for (int i = 1; i <= SWAPS; i++) {
      loaders.add(new WeakReference<>(profile().adapt(BundleWiring.class).getClassLoader()));
      swap("1.0." + i);
    }

    awaitAnswers(400);
    assertEquals(List.of(), load.complaints());
    assertEquals(0, load.unansweredFor(MAX_COMP_TIME));
    assertEquals(bundles, context.getBundles().length);
    assertEquals(threads, threads());
    await(
        "all class loaders of old profiles are collected",
        () -> {
          System.gc();
          return loaders.stream().allMatch(loader -> loader.get() == null);
        });
    long grown = heapInUse() - heap;
    assertTrue("heap grew by " + grown + " bytes", grown < 8 << 20);
  }

  @Test
  public void aReaderDriverComesChangesAndGoesWhileAnotherReaderWorks() throws Exception {
    configureReader("virtual", "busy", "config", cardFile().toString());
    configureReader("vendor", "desk", "port", System.getProperty(CARD_PORT));
    await("both wait for their drivers", () -> stateIs("busy", NO_DRIVER, "desk", NO_DRIVER));
    FeaturesService features = service(FeaturesService.class);
    String virtual = features.getFeature("caskade-reader-virtual").getId();
    features.installFeature(virtual);
    await("the virtual card is in its reader", () -> stateIs("busy", READY));

    try (BusyReader busy = new BusyReader(service(CardReaders.class), "busy")) {
      Path vendor = deploy("vendor", "1.0.0");
      await("the driver that was dropped into deploy/ serves", () -> stateIs("desk", READY));
      assertEquals("1.0.0", driver("vendor").getVersion().toString());
      service(CardReaders.class).read("desk");
      var former = new WeakReference<>(driver("vendor").adapt(BundleWiring.class).getClassLoader());

      deploy("vendor", "1.1.0");
      await("the update is there", () -> driver("vendor").getVersion().getMinor() == 1);
      await("and serves", () -> stateIs("desk", READY));
      service(CardReaders.class).read("desk");

      Files.delete(vendor);
      await("the reader waits for its driver again", () -> stateIs("desk", NO_DRIVER));
      awaitAnswers(400);
      long reads = busy.reads();
      await("the other one reads on", () -> busy.reads() > reads + 100);
      assertEquals("the other reader noticed nothing", List.of(), busy.complaints());
      await(
          "the class loader of the former driver is collected",
          () -> {
            System.gc();
            return former.get() == null;
          });
    }
    features.uninstallFeature(virtual);
    await("that one waits, too", () -> stateIs("busy", NO_DRIVER));
    assertEquals(List.of(), load.complaints());
    assertEquals(0, load.unansweredFor(MAX_COMP_TIME));
  }

  @Test
  public void aReceiverProtocolIsExchangedWhileTheReceiversOfTheOthersWatch() throws Exception {
    Bundle players =
        context.installBundle(Path.of(System.getProperty(RECEIVERS)).toUri().toString());
    players.start();
    Bundle newcamd = bundle("caskade-receivers-newcamd");
    try (ReceiverCrowd crowd = receivers()) {
      requireOnTheirPages("cccam", "cs378x", "newcamd");
      newcamd.stop();
      await("its receiver is closed", () -> !crowd.of("newcamd").complaints().isEmpty());
      awaitServed(crowd, OTHERS);
      newcamd.start();
      await("its receiver is let in again", () -> crowd.logsIn("newcamd"));
      awaitServed(crowd, List.of("newcamd", "cs378x", "cccam"));

      newcamd.update();
      await("its receiver is closed", () -> !crowd.of("newcamd").complaints().isEmpty());
      await("and let in by the update", () -> crowd.logsIn("newcamd"));

      awaitServed(crowd, List.of("newcamd", "cs378x", "cccam"));
      for (String other : OTHERS) {
        assertEquals(List.of(), crowd.of(other).complaints());
        Duration slowest = crowd.of(other).slowestAnswer();
        assertTrue(other + " waited " + slowest, slowest.compareTo(IN_TIME) < 0);
      }
    } finally {
      players.uninstall();
    }
    assertEquals(List.of(), load.complaints());
    assertEquals(0, load.unansweredFor(MAX_COMP_TIME));
  }

  /** One of each protocol, with their control words. */
  private ReceiverCrowd receivers() throws Exception {
    int[] ports = freePorts(3);
    configure("newcamd", Map.of("port", ports[0], "desKey", DES_KEY));
    configure("camd35", Map.of("port", ports[1], "transport", "tcp"));
    configure("cccam", Map.of("port", ports[2]));
    Map<String, Integer> places =
        Map.of("newcamd", ports[0], "cs378x", ports[1], "cccam", ports[2]);
    ReceiverCrowd crowd = new ReceiverCrowd(places, ecmgPort());
    Rest rest = new Rest(httpPort(), home());
    await("REST has its database", rest::isThere);
    long card = FIRST_NETWORK_CARD;
    for (String protocol : places.keySet()) {
      crowd.subscribe(rest, protocol, card++);
      await(protocol + " lets its receiver in", () -> crowd.logsIn(protocol));
    }
    awaitServed(crowd, List.copyOf(places.keySet()));
    return crowd;
  }

  /** The status pages know them by the names of their accounts. */
  private void requireOnTheirPages(String... accounts) throws Exception {
    int[] ports = freePorts(2);
    configure("cccam.pages", Map.of("webPort", ports[0], "infoPort", ports[1]));
    StatusPages pages = new StatusPages(ports[0], ports[1], new Rest(httpPort(), home()).token());
    await("the lines tell", () -> pages.command("info").contains("Connected clients: 3\n"));
    String page = pages.page("/activeclients");
    for (String account : accounts) {
      assertTrue(account + " on " + page, page.contains("| " + account + " "));
    }
    assertTrue(pages.strange("/clients").startsWith("HTTP/1.1 401 "));
  }

  private static void awaitServed(ReceiverCrowd crowd, List<String> protocols) {
    for (String protocol : protocols) {
      ReceiverLoad receiver = crowd.of(protocol);
      long wanted = receiver.answers() + 20;
      await(protocol + " is served " + receiver.complaints(), () -> receiver.answers() >= wanted);
    }
  }

  private void configure(String protocol, Map<String, Object> settings) throws IOException {
    service(ConfigurationAdmin.class)
        .getFactoryConfiguration("io.caskade.receivers." + protocol, "exam", "?")
        .update(new Hashtable<>(settings));
  }

  private Bundle bundle(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private void configureReader(String driver, String name, String setting, String value)
      throws IOException {
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put(setting, value);
    service(ConfigurationAdmin.class)
        .getFactoryConfiguration("io.caskade.reader." + driver, name, "?")
        .update(settings);
  }

  /** The CONFIG file of a virtual card. */
  private Path cardFile() throws IOException {
    Path file = home().resolve("data").resolve("exam-card.bin");
    Files.write(file, HexFormat.of().parseHex(CARD));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** Drops a driver into deploy/, over the one before it, all at once as people should. */
  private Path deploy(String driver, String version) throws IOException {
    Path file = home().resolve("deploy").resolve(DriverBuild.symbolicName(driver) + ".jar");
    Path draft = Files.createTempFile(home().resolve("data"), "driver", ".jar");
    DriverBuild.write(Path.of(System.getProperty(TEMPLATE)), driver, version, draft);
    return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Bundle driver(String driver) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> DriverBuild.symbolicName(driver).equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** Pairs of a reader's name and its state; a busy one is ready, too. */
  private boolean stateIs(Object... wanted) {
    Map<String, ReaderState> states =
        service(CardReaders.class).list().stream()
            .collect(
                Collectors.toMap(
                    ReaderStatus::name,
                    reader -> reader.state() == ReaderState.BUSY ? READY : reader.state()));
    for (int i = 0; i < wanted.length; i += 2) {
      if (!wanted[i + 1].equals(states.get(wanted[i]))) {
        return false;
      }
    }
    return true;
  }

  private void swap(String version) throws Exception {
    service(ProfileControl.class).swap(ProfileBuild.withVersion(version, home()).toUri());
  }

  private List<InstalledProfile> serving() {
    return service(ProfileControl.class).profiles().stream()
        .filter(p -> p.state().equals("serving"))
        .toList();
  }

  private List<Bundle> profiles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> ProfileBuild.PROFILE.equals(bundle.getSymbolicName()))
        .toList();
  }

  private Bundle profile() {
    long id = serving().get(0).bundleId();
    return profiles().stream().filter(b -> b.getBundleId() == id).findFirst().orElseThrow();
  }

  private void awaitAnswers(long more) {
    long wanted = load.answers() + more;
    await(more + " more answers; " + load.complaints(), () -> load.answers() >= wanted);
  }

  /** Names of the head-end's own threads. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("caskade"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
