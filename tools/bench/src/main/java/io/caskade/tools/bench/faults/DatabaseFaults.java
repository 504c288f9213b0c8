package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.Sales;
import io.caskade.tools.bench.ScsLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** MariaDB dies, stands still, is slow, or was never there. */
final class DatabaseFaults {
  private static final Duration NOTICE = Duration.ofSeconds(60);
  private static final Duration NORMAL = Duration.ofMinutes(6);

  /** Architecture, section 8: from the start of the JVM. */
  private static final Duration FIRST_ECM = Duration.ofSeconds(20);

  private static final Duration LAG = Duration.ofMillis(200);
  private static final int UNAVAILABLE = 503;

  private DatabaseFaults() {}

  static List<Fault> all() {
    return List.of(new Killed(), new Frozen(), new Slow(), new AbsentAtBoot());
  }

  private record Killed() implements Fault {
    @Override
    public String name() {
      return "database-killed";
    }

    @Override
    public String done() {
      return "MariaDB kill -9, started again after a while";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException, InterruptedException {
      stage.database().kill();
      Patience.await("changes are refused with 503", NOTICE, () -> stage.refuses(UNAVAILABLE));
      demandEmms(stage, sheet);
      stage.database().start();
      sheet.normalAfter(stage.awaitNormal(NORMAL));
      noteSales(stage, sheet);
    }
  }

  private record Frozen() implements Fault {
    @Override
    public String name() {
      return "database-frozen";
    }

    @Override
    public String done() {
      return "MariaDB SIGSTOP, SIGCONT after a while";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException, InterruptedException {
      stage.database().freeze();
      try {
        demandEmms(stage, sheet);
      } finally {
        stage.database().thaw();
      }
      sheet.normalAfter(stage.awaitNormal(NORMAL));
      noteSales(stage, sheet);
    }
  }

  private record Slow() implements Fault {
    @Override
    public String name() {
      return "database-slow";
    }

    @Override
    public String done() {
      return "each way between head-end and MariaDB takes 200 ms more";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      stage.databaseCable().delay(LAG);
      long before = stage.sales().figures().acknowledged();
      try {
        demandEmms(stage, sheet);
        // Slow is not gone: sales take longer and are accepted.
        Patience.await(
            "a sale is accepted over the slow way",
            NOTICE,
            () -> stage.sales().figures().acknowledged() > before);
      } finally {
        stage.databaseCable().delay(Duration.ZERO);
      }
      sheet.normalAfter(stage.awaitNormal(NORMAL));
      noteSales(stage, sheet);
    }
  }

  private record AbsentAtBoot() implements Fault {
    @Override
    public String name() {
      return "database-absent-at-boot";
    }

    @Override
    public String done() {
      return "power cut, started without MariaDB, which comes later";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException, InterruptedException {
      stage.database().kill();
      long launched = System.nanoTime();
      stage.powerCut();
      long answered = stage.load().answered();
      Patience.await("the first ECM", NORMAL, () -> stage.load().answered() > answered);
      Duration first = Duration.ofNanos(System.nanoTime() - launched);
      sheet.note(
          "first ECM after %.1f s, with %.1f s of processor time"
              .formatted(first.toMillis() / 1e3, stage.headEnd().cpu().toMillis() / 1e3));
      if (first.compareTo(FIRST_ECM) > 0) {
        sheet.complain("the first ECM came after more than 20 s");
      }
      long emms = stage.onAir().emms();
      Patience.await("EMMs from the snapshot", NORMAL, () -> stage.onAir().emms() > emms);
      Patience.await("changes are refused with 503", NORMAL, () -> stage.refuses(UNAVAILABLE));
      stage.database().start();
      sheet.normalAfter(stage.awaitNormal(NORMAL));
    }
  }

  /** The carousel goes on from memory as long as the fault lasts. */
  static void demandEmms(Stage stage, Sheet sheet) {
    long emms = stage.onAir().emms();
    Patience.hold(stage.scale().hold());
    if (stage.onAir().emms() == emms) {
      sheet.complain("no EMM went out meanwhile");
    }
  }

  /** What the billing system was told. */
  static void noteSales(Stage stage, Sheet sheet) {
    Sales.Figures sales = stage.sales().figures();
    sheet.note(
        "slowest answer to a sale %.1f s%s"
            .formatted(
                sales.slowest().toMillis() / 1e3,
                sales.refusals().isEmpty() ? "" : ", refused " + sales.refusals()));
  }

  /** How long no multiplexer was answered at all. */
  static void noteSilence(Stage stage, Sheet sheet) {
    ScsLoad.Figures scs = stage.load().figures();
    sheet.note("no ECM at all for %.1f s".formatted(scs.longestSilence().toMillis() / 1e3));
  }
}
