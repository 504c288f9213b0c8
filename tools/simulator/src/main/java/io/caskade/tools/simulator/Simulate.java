package io.caskade.tools.simulator;

import io.caskade.api.base.ProductMask;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.tools.commandline.OptionException;
import io.caskade.tools.commandline.Program;
import io.caskade.tools.simulator.box.SetTopBox;
import io.caskade.tools.simulator.box.Viewer;
import io.caskade.tools.simulator.input.DatagramSource;
import io.caskade.tools.simulator.input.FileSource;
import io.caskade.tools.simulator.input.PacketSource;
import io.caskade.tools.simulator.input.Programs;
import io.caskade.tools.simulator.mux.EmmQueue;
import io.caskade.tools.simulator.mux.EmmServer;
import io.caskade.tools.simulator.mux.Multiplex;
import io.caskade.tools.simulator.mux.MuxException;
import io.caskade.tools.simulator.output.DatagramSink;
import io.caskade.tools.simulator.output.Fanout;
import io.caskade.tools.simulator.output.FileSink;
import io.caskade.tools.simulator.output.PacketSink;
import io.caskade.tools.simulator.replay.Replay;
import io.caskade.tools.simulator.scs.EcmStream;
import io.caskade.tools.simulator.scs.Scs;
import io.caskade.tools.simulator.scs.ScsException;
import io.caskade.tools.simulator.scs.TcpEcmgLink;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The program: {@code ./caskade simulate}; {@link Options#HELP} says what it takes. */
public final class Simulate {
  private static final long SECOND = 1_000_000_000L;
  private static final long STATUS_PERIOD = 10 * SECOND;
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Duration UDP_PATIENCE = Duration.ofMillis(50);

  /** For its connections and its report. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);

  private final Options options;
  private final PrintStream out;
  private final List<Viewer> viewers = new ArrayList<>();

  private Simulate(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Ends the process with 0, 1 when the run failed, 2 when it was asked for wrongly. */
  public static void main(String[] words) {
    Program.main("simulator", CLEAN_UP, () -> run(words, System.out, System.err));
  }

  static int run(String[] words, PrintStream out, PrintStream err) {
    try {
      if (words.length > 0 && words[0].equals("replay")) {
        return replay(Arrays.copyOfRange(words, 1, words.length), out);
      }
      Optional<Options> options = Options.parse(words);
      if (options.isEmpty()) {
        out.print(Options.HELP);
        return words.length == 0 ? Program.WRONG_USE : 0;
      }
      new Simulate(options.get(), out).run();
      return 0;
    } catch (OptionException e) {
      err.println("simulate: " + e.getMessage());
      return Program.WRONG_USE;
    } catch (ScsException | MuxException | TsFormatException e) {
      err.println("simulate: " + e.getMessage());
      return 1;
    } catch (NoSuchFileException e) {
      err.println("simulate: there is no file " + e.getMessage() + ".");
      return Program.WRONG_USE;
    } catch (IOException e) {
      err.println("simulate: " + e.getMessage());
      return 1;
    }
  }

  /** 0 when the head-end answered as recorded, else 1. */
  private static int replay(String[] words, PrintStream out) throws IOException {
    Optional<Replay.Order> order = ReplayOptions.parse(words);
    if (order.isEmpty()) {
      out.print(ReplayOptions.HELP);
      return words.length == 0 ? Program.WRONG_USE : 0;
    }
    try {
      return new Replay(order.get(), out, new SecureRandom()).run() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private void run() throws IOException {
    EmmQueue queue = new EmmQueue();
    try (PacketSource source = source();
        PacketSink sink = new Fanout(sinks());
        EmmPort emms = emmPort(queue)) {
      play(source, sink, queue, emms);
    }
  }

  /** The multiplexer's port, or none. */
  private record EmmPort(Optional<EmmServer> server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (server.isPresent()) {
        server.get().close();
      }
    }
  }

  private PacketSource source() throws IOException {
    if (options.input() instanceof Options.Endpoint.InFile file) {
      requireServices(file.path());
      return FileSource.open(file.path(), options.loop());
    }
    InetSocketAddress address = ((Options.Endpoint.OverUdp) options.input()).address();
    try {
      return new DatagramSource(address, UDP_PATIENCE, System::nanoTime);
    } catch (BindException e) {
      throw inUse("UDP port", address, "input", e);
    }
  }

  private void requireServices(Path file) throws IOException {
    Map<Integer, Set<Integer>> programs = Programs.of(file);
    for (int service : options.services().keySet()) {
      if (!programs.containsKey(service)) {
        throw new OptionException(
            "There is no service "
                + service
                + " in "
                + file
                + "; it has "
                + programs.keySet().stream().sorted().toList()
                + ".");
      }
    }
  }

  private static OptionException inUse(
      String what, InetSocketAddress address, String option, BindException cause) {
    return new OptionException(
        String.format(
            "%s %d on %s cannot be opened (%s); take another one with --%s.",
            what, address.getPort(), address.getHostString(), cause.getMessage(), option));
  }

  private List<PacketSink> sinks() throws IOException {
    List<PacketSink> sinks = new ArrayList<>();
    for (Options.Endpoint output : options.outputs()) {
      if (output instanceof Options.Endpoint.InFile file) {
        sinks.add(new FileSink(file.path()));
      } else if (output instanceof Options.Endpoint.OverUdp udp) {
        sinks.add(new DatagramSink(udp.address()));
      }
    }
    Boxes boxes = new Boxes(options.superCasId().caSystemId());
    for (Options.CardOption card : options.cards()) {
      Viewer viewer = viewer(box(boxes, card));
      viewers.add(viewer);
      sinks.add(viewer);
    }
    return sinks;
  }

  private static SetTopBox box(Boxes boxes, Options.CardOption card) {
    byte[] cardKey = KeyText.read("card key", card.cardKey(), Boxes.CARD_KEY);
    byte[] ecmKey = KeyText.read("ECM key", card.ecmKey(), Boxes.ECM_KEY);
    try {
      return boxes.box(card.serial(), cardKey, ecmKey);
    } finally {
      Arrays.fill(cardKey, (byte) 0);
      Arrays.fill(ecmKey, (byte) 0);
    }
  }

  private Viewer viewer(SetTopBox box) throws IOException {
    return options.input() instanceof Options.Endpoint.InFile file
        ? Boxes.viewer(box, file.path(), options.loop(), options.services().keySet())
        : new Viewer(box, Map.of());
  }

  private EmmPort emmPort(EmmQueue queue) throws IOException {
    if (options.emmAddress().isEmpty()) {
      return new EmmPort(Optional.empty());
    }
    InetSocketAddress address = options.emmAddress().get();
    try {
      EmmServer server =
          new EmmServer(
              address.getAddress(),
              address.getPort(),
              queue,
              options.emmBandwidthKbit(),
              this::notice);
      return new EmmPort(Optional.of(server));
    } catch (BindException e) {
      throw inUse("Port", address, "emmg-port", e);
    }
  }

  private void play(PacketSource source, PacketSink sink, EmmQueue queue, EmmPort emms)
      throws IOException {
    FreePids pids = new FreePids(source instanceof FileSource file ? file.pids() : Set.of());
    CaDescriptor emm = new CaDescriptor(options.superCasId().caSystemId(), pids.next());
    SecureRandom random = new SecureRandom();
    Map<Integer, Scs> scss = new LinkedHashMap<>();
    int channel = 1;
    for (int service : options.services().keySet()) {
      EcmStream stream = stream(service, channel++);
      var link = new TcpEcmgLink(stream, options.ecmg(), RECONNECT);
      scss.put(pids.next(), new Scs(stream, link, random, this::notice));
    }
    try (Multiplex multiplex =
        new Multiplex(scss, emm, queue, options::emmBandwidthKbit, sink, this::notice)) {
      var simulation = new Simulation(source, multiplex, new RealTime());
      try {
        run(simulation);
      } catch (InterruptedException e) {
        out.println("Stopping.");
      }
      report(simulation, emms);
    }
  }

  private EcmStream stream(int service, int channel) {
    return new EcmStream(
        service,
        options.version(),
        channel,
        channel,
        options.superCasId(),
        options.services().getOrDefault(service, ProductMask.NONE).toAccessCriteria(),
        options.algorithm(),
        options.cryptoPeriod(),
        options.firstCpNumber());
  }

  private void run(Simulation simulation) throws IOException, InterruptedException {
    long end = options.run().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    boolean more = true;
    while (more && simulation.time() < end) {
      more = simulation.runUntil(Math.min(end, simulation.time() + STATUS_PERIOD));
      if (more && simulation.time() < end) {
        ReportText.mux(simulation.report()).forEach(out::println);
      }
    }
  }

  private void report(Simulation simulation, EmmPort emms) {
    out.printf("After %.1f s of the stream:%n", simulation.time() / 1e9);
    ReportText.mux(simulation.report()).forEach(out::println);
    emms.server()
        .ifPresent(
            server ->
                out.printf(
                    "EMMG port: %d EMMs received, %d errors%n",
                    server.received(), server.errors()));
    viewers.forEach(viewer -> ReportText.box(viewer).forEach(out::println));
  }

  private void notice(String text) {
    out.println(text);
  }
}
