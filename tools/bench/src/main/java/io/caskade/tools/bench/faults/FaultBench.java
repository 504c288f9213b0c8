package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.CardBase;
import io.caskade.tools.bench.Databases;
import io.caskade.tools.bench.Options;
import io.caskade.tools.bench.Report;
import io.caskade.tools.bench.ScsLoad;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * {@code bench faults}: a head-end under load, on which one thing after the other goes wrong. Other
 * than the measurements this one has a verdict.
 */
public final class FaultBench {
  public static final String HELP =
      """
      bench faults [--only ROWS] [--rounds N] [--limit MS] [--quick]
        What a whole head-end under load survives: 200 streams at 1 s, all of them in the same
        instant every 5 s, and sales all the time. Ends with 1 when a row fails. Needs MariaDB;
        root for the rows of a full disk, Debian's package faketime for those of the clock.
        --only ROWS   names of rows, separated by commas
        --rounds N    how often each is done (1)
        --limit MS    for answers to multiplexers (500, as they are promised); more where other
                      programs take the processors
        --quick       shorter, with smaller crowds""";

  private static final Duration ON_AIR = Duration.ofSeconds(30);

  private final PrintStream out;
  private final Scale scale;
  private final int rounds;
  private final List<Fault> faults;

  /**
   * @throws IllegalArgumentException when a row is not known
   */
  public FaultBench(PrintStream out, Options options) {
    this.out = out;
    scale =
        (options.has("--quick") ? Scale.QUICK : Scale.FULL)
            .answeredWithin(Duration.ofMillis(options.number("--limit", 500)));
    rounds = options.number("--rounds", 1);
    faults = chosen(options.text("--only", ""));
  }

  public static Options options(List<String> arguments) {
    return new Options(arguments, Set.of("--only", "--rounds", "--limit"), Set.of("--quick"));
  }

  private static List<Fault> chosen(String names) {
    List<Fault> all =
        Stream.of(
                DatabaseFaults.all(),
                MuxFaults.all(),
                ScarceFaults.all(),
                PowerFaults.all(),
                ClockFaults.all(),
                DiskFaults.all())
            .flatMap(List::stream)
            .toList();
    if (names.isEmpty()) {
      return all;
    }
    Set<String> wanted = Arrays.stream(names.split(",", -1)).collect(Collectors.toSet());
    List<Fault> found = all.stream().filter(fault -> wanted.remove(fault.name())).toList();
    if (!wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "no rows "
              + wanted
              + "; known are "
              + all.stream().map(Fault::name).collect(Collectors.joining(",")));
    }
    return found;
  }

  /**
   * Does it all and prints the table.
   *
   * @return whether every row that could be done was survived
   */
  public boolean run() {
    Map<Stage.Kind, List<Fault>> stages = new LinkedHashMap<>();
    faults.forEach(
        fault -> stages.computeIfAbsent(fault.stage(), kind -> new ArrayList<>()).add(fault));
    List<Row> rows = new ArrayList<>();
    stages.forEach((kind, there) -> rows.addAll(onStage(kind, there)));
    print(rows);
    return rows.stream().noneMatch(Row::failed);
  }

  /** A stage that never became normal again is built anew for what is left. */
  private List<Row> onStage(Stage.Kind kind, List<Fault> there) {
    List<Row> rows = new ArrayList<>();
    while (rows.size() < there.size()) {
      out.printf("Building a head-end: %s%n", kind);
      try (Stage stage = new Stage(kind, scale)) {
        boolean usable = true;
        while (usable && rows.size() < there.size()) {
          Row row = row(stage, there.get(rows.size()));
          rows.add(row);
          tell(row);
          usable = row.usable();
        }
      } catch (LeftOut e) {
        add(there, rows, leftOut(there.get(rows.size()), e));
      } catch (IOException e) {
        if (rows.size() < there.size()) {
          add(there, rows, broken(there.get(rows.size()), e));
        } else {
          out.println("The stage was not cleared: " + e);
        }
      }
    }
    return rows;
  }

  private void add(List<Fault> there, List<Row> rows, Row row) {
    rows.add(row);
    tell(row);
    if (rows.size() > there.size()) {
      throw new IllegalStateException("more rows than faults");
    }
  }

  private Row row(Stage stage, Fault fault) throws IOException {
    var sheet = new Sheet();
    out.printf("%s: %s%n", fault.name(), fault.done());
    var air = new AirCheck(stage);
    stage.load().restart();
    stage.sales().restart();
    int lost = 0;
    boolean usable = true;
    try {
      for (int round = 0; round < rounds; round++) {
        fault.run(stage, sheet);
      }
      air.await(ON_AIR).ifPresent(sheet::complain);
      List<String> gone = stage.sales().lost();
      lost = gone.size();
      gone.forEach(sheet::complain);
    } catch (LeftOut e) {
      return leftOut(fault, e);
    } catch (IOException e) {
      usable = false;
      sheet.complain(words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    ScsLoad.Figures scs = stage.load().figures();
    if (scs.late() > 0) {
      sheet.complain(scs.late() + " provisions were answered after max_comp_time");
    }
    if (scs.errors() > 0) {
      sheet.complain(scs.errors() + " errors instead of ECMs: " + scs.errorsInWords());
      explain(stage, sheet);
    }
    return new Row(
        fault,
        rounds,
        stage.sales().figures().acknowledged(),
        lost,
        sheet.normalAfter(),
        scs,
        sheet.complaints(),
        sheet.notes(),
        "",
        usable);
  }

  /** What the head-end itself counted, since its start. */
  private static void explain(Stage stage, Sheet sheet) {
    try {
      sheet.note(
          "of its provisions %.0f waited for a profile or key, %.0f came too late to be answered"
              .formatted(
                  stage.metric("caskade_endpoint_parked_total", "ecmg"),
                  stage.metric("caskade_endpoint_overloaded_total", "ecmg")));
    } catch (IOException e) {
      sheet.note("the head-end does not tell what it counted: " + words(e));
    }
  }

  private static String words(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : " (" + cause + ")");
  }

  private static Row leftOut(Fault fault, LeftOut reason) {
    return empty(fault, List.of(), String.valueOf(reason.getMessage()));
  }

  private static Row broken(Fault fault, IOException failure) {
    return empty(fault, List.of("no head-end to try it on: " + words(failure)), "");
  }

  private static Row empty(Fault fault, List<String> complaints, String leftOut) {
    var nothing = new ScsLoad.Figures(0, 0, 0, 0, Duration.ZERO, new Histogram(1), Map.of());
    return new Row(fault, 0, 0, 0, Duration.ZERO, nothing, complaints, List.of(), leftOut, true);
  }

  private void tell(Row row) {
    row.notes().forEach(note -> out.println("  " + note));
    row.complaints().forEach(complaint -> out.println("  FAILED: " + complaint));
    if (!row.leftOut().isEmpty()) {
      out.println("  left out: " + row.leftOut());
    }
  }

  private void print(List<Row> rows) {
    out.printf(
        Locale.ROOT,
        "%n%d streams at 1 s, max_comp_time %d ms, %,d cards, %d round(s); load average %.1f%n",
        scale.channels() * scale.streams(),
        scale.maxCompTime().toMillis(),
        scale.cards(),
        rounds,
        Databases.loadAverage());
    out.println(
        "sold: sales acknowledged meanwhile; lost: acknowledged and not there afterwards, or not on"
            + " air;");
    out.println(
        "normal after: from the end of the fault (kill -9: from the kill) until a sale is accepted"
            + " and its EMM at the MUX\n");
    var report = new Report(Row.HEADINGS);
    rows.forEach(row -> report.row(row.cells()));
    report.print(out);
    out.println("As Markdown:\n");
    report.markdown(out);
  }

  /** Which cards were sold something, and whether each of them got another EMM than before. */
  private static final class AirCheck {
    private final Stage stage;
    private final Map<Long, Integer> before = new LinkedHashMap<>();

    AirCheck(Stage stage) {
      this.stage = stage;
      for (int place = 1; place < stage.firstQuietPlace(); place++) {
        long serial = CardBase.serial(place).value();
        before.put(serial, stage.onAir().emm(serial));
      }
      stage.sold().clear();
    }

    /** A sentence when some of the EMMs did not come. */
    Optional<String> await(Duration limit) {
      Set<Long> sold = Set.copyOf(stage.sold());
      try {
        Patience.await("all sales are on air", limit, () -> missing(sold) == 0);
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(
            "%d of %d cards that were sold something got no new EMM"
                .formatted(missing(sold), sold.size()));
      }
    }

    private long missing(Set<Long> sold) {
      return sold.stream()
          .filter(serial -> stage.onAir().emm(serial) == before.getOrDefault(serial, 0))
          .count();
    }
  }
}
