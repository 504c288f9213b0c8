package io.caskade.tools.demo;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.tools.simulator.Boxes;
import io.caskade.tools.simulator.FreePids;
import io.caskade.tools.simulator.KeyText;
import io.caskade.tools.simulator.RealTime;
import io.caskade.tools.simulator.Simulation;
import io.caskade.tools.simulator.box.Viewer;
import io.caskade.tools.simulator.input.FileSource;
import io.caskade.tools.simulator.input.Programs;
import io.caskade.tools.simulator.mux.EmmQueue;
import io.caskade.tools.simulator.mux.EmmServer;
import io.caskade.tools.simulator.mux.Multiplex;
import io.caskade.tools.simulator.output.Fanout;
import io.caskade.tools.simulator.scs.EcmStream;
import io.caskade.tools.simulator.scs.Scs;
import io.caskade.tools.simulator.scs.TcpEcmgLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One run of the demo, from an empty folder to an empty folder. */
final class Performance {
  private static final SuperCasId SUPER_CAS_ID = new SuperCasId(0x0B000001);
  private static final int EMM_KBIT = 256;
  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration DATABASE = Duration.ofSeconds(90);
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final long FRAME_MS = 250;
  private static final long FIRST_SERIAL = 2_100_000_001L;

  private final DemoOptions options;
  private final PrintStream out;
  private final SecureRandom random = new SecureRandom();

  Performance(DemoOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** True when all was seen. */
  boolean run() throws IOException, InterruptedException {
    try (TemporaryFolder folder = new TemporaryFolder("caskade-demo-")) {
      Path input = input(folder.path());
      List<Integer> services = services(input);
      EmmQueue queue = new EmmQueue();
      Queue<String> emmgs = new ConcurrentLinkedQueue<>();
      try (EmmServer mux =
              new EmmServer(InetAddress.getLoopbackAddress(), 0, queue, EMM_KBIT, emmgs::add);
          HeadEnd headEnd = headEnd(folder.path(), mux.port())) {
        try {
          return with(headEnd, folder.path(), input, services, queue);
        } catch (DemoException | IOException e) {
          emmgs.forEach(out::println);
          out.println("The end of the head-end's log:");
          headEnd.lastLines().forEach(out::println);
          throw e;
        }
      }
    }
  }

  private Path input(Path folder) throws IOException {
    if (options.input().isPresent()) {
      return options.input().get();
    }
    Path file = folder.resolve("two-services.ts");
    try (InputStream bundled = Performance.class.getResourceAsStream("two-services.ts")) {
      if (bundled == null) {
        throw new DemoException("The bundled stream is missing from this build.");
      }
      Files.copy(bundled, file);
    }
    return file;
  }

  private static List<Integer> services(Path input) throws IOException {
    List<Integer> all = Programs.of(input).keySet().stream().sorted().toList();
    if (all.size() < 2) {
      throw new DemoException(input + " has services " + all + "; the demo needs two.");
    }
    return all.subList(0, 2);
  }

  private HeadEnd headEnd(Path folder, int emmPort) throws IOException, InterruptedException {
    out.println("Unpacking " + options.distribution().getFileName() + " ...");
    return new HeadEnd(options.distribution(), folder.resolve("home"), emmPort, Clock.systemUTC());
  }

  private boolean with(
      HeadEnd headEnd, Path folder, Path input, List<Integer> services, EmmQueue queue)
      throws IOException, InterruptedException {
    out.println("Starting the head-end ...");
    headEnd.start(START);
    DemoKeys keys = new DemoKeys(folder, random);
    Path ecmKey = keys.make("ecm.key", Boxes.ECM_KEY);
    List<DemoCard> cards = cards(keys);
    try (Console console = headEnd.console()) {
      console.runWhenReady("cas:network-key-import --replace main " + ecmKey, DATABASE);
      for (DemoCard card : cards) {
        console.run(card.addCommand());
        out.println("Card " + card.serial().printed() + " (" + card.role() + ") is added.");
      }
      return onStage(headEnd, console, cards, ecmKey, input, services, queue);
    }
  }

  private static List<DemoCard> cards(DemoKeys keys) throws IOException {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String start = Long.toString(now - 172_800);
    String soon = Long.toString(now + 31_536_000);
    String past = Long.toString(now - 86_400);
    return List.of(
        card(keys, 0, "paid", "00000001", start, soon),
        card(keys, 1, "unpaid", "00000004", start, soon),
        card(keys, 2, "expired", "00000003", start, past));
  }

  private static DemoCard card(
      DemoKeys keys, int index, String role, String packages, String start, String finish)
      throws IOException {
    CardSerial serial = new CardSerial(FIRST_SERIAL + index);
    Path key = keys.make("card-" + role + ".key", Boxes.CARD_KEY);
    return new DemoCard(role, serial, packages, start, finish, key);
  }

  private boolean onStage(
      HeadEnd headEnd,
      Console console,
      List<DemoCard> cards,
      Path ecmKey,
      Path input,
      List<Integer> services,
      EmmQueue queue)
      throws IOException, InterruptedException {
    Screen screen = new Screen(out, onTerminal(), cards);
    List<Viewer> viewers = viewers(cards, ecmKey, input, services);
    try (FileSource source = FileSource.open(input, true);
        Fanout sink = new Fanout(viewers);
        Multiplex multiplex = multiplex(headEnd, source, services, queue, sink, screen);
        Studio studio = new Studio(new Simulation(source, multiplex, new RealTime()), viewers)) {
      studio.start();
      try (LiveTable table = new LiveTable(studio, screen, FRAME_MS)) {
        table.start();
        Scenario scenario =
            new Scenario(
                studio,
                console,
                cards,
                services.get(0),
                services.get(1),
                options.cryptoPeriod(),
                screen::say);
        Findings findings = scenario.play();
        screen.say(findings.all() ? "All of it was seen:" : "Not all of it was seen:");
        findings.lines().forEach(screen::say);
        goOn(studio, screen);
        return findings.all();
      }
    }
  }

  @SuppressWarnings("SystemConsoleNull") // The product runs on JDK 17 and on no later one.
  private static boolean onTerminal() {
    return System.console() != null;
  }

  private void goOn(Studio studio, Screen screen) throws InterruptedException {
    if (options.once()) {
      return;
    }
    screen.say("The stream goes on; Ctrl-C ends the demo.");
    long rest = options.run().map(Duration::toNanos).orElse(TimeUnit.DAYS.toNanos(365));
    studio.await(snapshot -> false, rest);
  }

  private static List<Viewer> viewers(
      List<DemoCard> cards, Path ecmKeyFile, Path input, List<Integer> services)
      throws IOException {
    Boxes boxes = new Boxes(SUPER_CAS_ID.caSystemId());
    byte[] ecmKey = KeyText.read("ECM key", ecmKeyFile, Boxes.ECM_KEY);
    List<Viewer> viewers = new ArrayList<>();
    for (DemoCard card : cards) {
      byte[] cardKey = KeyText.read("card key", card.keyFile(), Boxes.CARD_KEY);
      viewers.add(Boxes.viewer(boxes.box(card.serial(), cardKey, ecmKey), input, true, services));
      Arrays.fill(cardKey, (byte) 0);
    }
    Arrays.fill(ecmKey, (byte) 0);
    return viewers;
  }

  private Multiplex multiplex(
      HeadEnd headEnd,
      FileSource source,
      List<Integer> services,
      EmmQueue queue,
      Fanout sink,
      Screen screen) {
    FreePids pids = new FreePids(source.pids());
    CaDescriptor emm = new CaDescriptor(SUPER_CAS_ID.caSystemId(), pids.next());
    Map<Integer, Scs> scss = new LinkedHashMap<>();
    for (int i = 0; i < services.size(); i++) {
      EcmStream stream =
          new EcmStream(
              services.get(i),
              2,
              i + 1,
              i + 1,
              SUPER_CAS_ID,
              new ProductMask(1 << i).toAccessCriteria(),
              ScramblingAlgorithm.CSA2,
              options.cryptoPeriod(),
              0);
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), headEnd.ecmgPort());
      var link = new TcpEcmgLink(stream, address, RECONNECT);
      scss.put(pids.next(), new Scs(stream, link, random, screen::say));
    }
    return new Multiplex(scss, emm, queue, () -> EMM_KBIT, sink, screen::say);
  }
}
