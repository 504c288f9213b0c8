package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.HeadEnd;
import io.caskade.tools.bench.Sales;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Open files run out; strangers crowd the ports. */
final class ScarceFaults {
  private static final Duration NORMAL = Duration.ofSeconds(90);

  private ScarceFaults() {}

  static List<Fault> all() {
    return List.of(
        new OutOfFiles(),
        new Strangers(
            "crowd-ecmg",
            "the ECMG's port",
            HeadEnd.Ports::ecmg,
            new byte[] {2, 0, 1, 0, 14, 0, 14, 0, 2, 0, 1, 0, 1, 0, 4, 11, 0, 0}),
        new Strangers(
            "crowd-http",
            "the HTTP port",
            HeadEnd.Ports::http,
            "GET / HTTP/1.1\r\nX: 0123456789012345678901234567890123456789"
                .getBytes(StandardCharsets.US_ASCII)),
        new Strangers(
            "crowd-ssh",
            "the console's port",
            HeadEnd.Ports::ssh,
            "SSH-2.0-0123456789012345678901234567890123456789"
                .getBytes(StandardCharsets.US_ASCII)));
  }

  private record OutOfFiles() implements Fault {
    private static final int LEFT = 10;
    private static final int STRANGERS = 200;

    @Override
    public String name() {
      return "out-of-files";
    }

    @Override
    public String done() {
      return "limit of open files set to 10 more than are open, then 200 strangers";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException, InterruptedException {
      var limits = new ProcessLimits(stage.headEnd().pid());
      long before = limits.limit();
      List<Socket> strangers = new ArrayList<>();
      limits.limit(limits.openFiles() + LEFT);
      try {
        for (int i = 0; i < STRANGERS; i++) {
          // The system takes them into its queue when the process cannot.
          strangers.add(connect(stage.headEnd().ports().ecmg()));
        }
        DatabaseFaults.demandEmms(stage, sheet);
        DatabaseFaults.noteSales(stage, sheet);
      } finally {
        limits.limit(before);
        for (Socket stranger : strangers) {
          stranger.close();
        }
      }
      sheet.normalAfter(stage.awaitNormal(NORMAL));
      try (var probe = new EcmProbe(stage.headEnd())) {
        // Newcomers are let in again.
        probe.time();
      }
    }

    private static Socket connect(int port) throws IOException {
      return new Socket("127.0.0.1", port);
    }
  }

  private record Strangers(
      String name, String where, ToIntFunction<HeadEnd.Ports> port, byte[] words) implements Fault {
    @Override
    public String done() {
      return "idle and slow strangers on " + where;
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException, InterruptedException {
      requireFiles(stage);
      long sold = stage.sales().figures().acknowledged();
      int peers = stage.scale().peers();
      try (var crowd = new Crowd(port.applyAsInt(stage.headEnd().ports()), peers, words)) {
        DatabaseFaults.demandEmms(stage, sheet);
        Sales.Figures sales = stage.sales().figures();
        sheet.note(
            "%,d came, %,d stay, %,d thrown out; %d sales meanwhile, the slowest %.1f s"
                .formatted(
                    peers,
                    crowd.connected(),
                    crowd.thrownOut(),
                    sales.acknowledged() - sold,
                    sales.slowest().toMillis() / 1e3));
        try (var probe = new EcmProbe(stage.headEnd())) {
          // A multiplexer that comes now is served.
          probe.time();
        }
        if (sales.acknowledged() == sold) {
          sheet.complain("nothing could be sold meanwhile");
        }
      }
      sheet.normalAfter(stage.awaitNormal(NORMAL));
    }

    private static void requireFiles(Stage stage) throws IOException, InterruptedException {
      long wanted = stage.scale().peers() + 1_500L;
      new ProcessLimits(ProcessHandle.current().pid()).atLeast(wanted);
      new ProcessLimits(stage.headEnd().pid()).atLeast(wanted);
    }
  }
}
