package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.Sales;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Nothing more fits on a disk. */
final class DiskFaults {
  private static final Duration NOTICE = Duration.ofMinutes(2);
  private static final Duration NORMAL = Duration.ofMinutes(2);

  /** Below the tenth of the small disk. */
  private static final long NEARLY = 20L << 20;

  private static final String NEARLY_FULL = "DISK_NEARLY_FULL";

  private DiskFaults() {}

  static List<Fault> all() {
    return List.of(
        new Full("disk-full", "data/ with the H2 database", Stage.Kind.H2_ON_SMALL_DISK),
        new Full("database-disk-full", "the files of MariaDB", Stage.Kind.MARIADB_ON_SMALL_DISK));
  }

  private record Full(String name, String what, Stage.Kind stage) implements Fault {
    @Override
    public String done() {
      return "the disk with " + what + " filled to the last byte, later freed";
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      // Only the disk of data/ is watched: MariaDB's is its own machine's matter.
      boolean watched = stage() == Stage.Kind.H2_ON_SMALL_DISK;
      try {
        if (watched) {
          stage.disk().fillBut(NEARLY);
          Patience.await("the alarm DISK_NEARLY_FULL", NOTICE, () -> stage.alarmed(NEARLY_FULL));
        }
        long left = stage.disk().fill();
        sheet.note("%,d KB were left".formatted(left >> 10));
        // Some room is in files that exist; it is used up by what is sold meanwhile.
        awaitRefusal(stage, sheet);
        stage.disk().fill();
        Patience.hold(stage.scale().diskFull());
        DatabaseFaults.demandEmms(stage, sheet);
      } finally {
        stage.disk().free();
      }
      sheet.normalAfter(stage.awaitNormal(NORMAL));
      if (watched) {
        Patience.await(
            "the alarm DISK_NEARLY_FULL ends", NOTICE, () -> !stage.alarmed(NEARLY_FULL));
        sheet.note("DISK_NEARLY_FULL was raised, and ended");
      }
      DatabaseFaults.noteSales(stage, sheet);
    }

    private static void awaitRefusal(Stage stage, Sheet sheet) throws IOException {
      try {
        Patience.await(
            "a sale is refused or not answered",
            NOTICE,
            () -> {
              Sales.Figures sales = stage.sales().figures();
              return sales.refused() + sales.unknown() > 0;
            });
        sheet.note("told: " + stage.sales().figures().lastRefusal());
      } catch (IOException e) {
        sheet.note("sales went on in what was left in the files");
      }
    }
  }
}
