package io.caskade.tools.bench;

import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.VirtualCard;
import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.LineFaultException;
import io.caskade.lib.cardprotocol.T0Card;
import io.caskade.lib.cardprotocol.T0Host;
import io.caskade.lib.cardprotocol.T0Timing;
import io.caskade.lib.cardprotocol.line.MemoryWire;
import io.caskade.lib.cardprotocol.line.PacedLine;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code bench card}: a virtual card by itself, and at the end of a line of 9600 baud. */
final class CardBench {
  static final String HELP =
      """
      bench card [--rounds N] [--exchanges N] [--quick]
        ECMs of a virtual card on one core, and how long one takes on a line that paces its
        characters, beside what the characters alone take.
        --rounds N     of the card by itself; medians are told (5)
        --exchanges N  on the line; the median is told (40)
        --quick        one round, 10 exchanges""";

  private static final int BAUD = 9_600;
  private static final double LEAST_PER_SECOND = 20_000;
  private static final double MOST_OF_THEORY = 1.3;

  private final PrintStream out;
  private final Duration round;
  private final int rounds;
  private final int exchanges;

  CardBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    round = Duration.ofSeconds(quick ? 1 : 3);
    rounds = options.number("--rounds", quick ? 1 : 5);
    exchanges = options.number("--exchanges", quick ? 10 : 40);
  }

  static Options options(List<String> arguments) {
    return new Options(arguments, Set.of("--rounds", "--exchanges"), Set.of("--quick"));
  }

  void run() throws IOException {
    CardEcms ecms = new CardEcms();
    alone(ecms);
    onALine(ecms);
  }

  private void alone(CardEcms ecms) {
    // The old firmware's counter is left out: at this pace it blocks, by its nature.
    try (VirtualCard card = ecms.card(CardTerms.PROMISED)) {
      card.reset();
      double perSecond =
          new Rates(round, rounds).perSecond(List.of(turn -> ecms.open(card, turn))).get(0);
      out.println("Virtual card, A2 and CA, a second of processor time");
      Report report = new Report("work", "ECM/s", "us/ECM", "limit", "kept");
      report.row(
          "two services, promised limit",
          Report.number(perSecond),
          Report.number(1e6 / perSecond),
          Report.number(LEAST_PER_SECOND),
          kept(perSecond >= LEAST_PER_SECOND));
      report.print(out);
    }
  }

  private void onALine(CardEcms ecms) throws IOException {
    Duration character = T0Timing.at(BAUD).character();
    try (MemoryWire wire = new MemoryWire();
        VirtualCard card = ecms.card(CardTerms.PROMISED)) {
      PacedLine cardEnd = PacedLine.real(wire.card(), character);
      PacedLine readerEnd = PacedLine.real(wire.reader(), character);
      Thread serving = new Thread(() -> serve(cardEnd, card), "bench-card");
      serving.start();
      try {
        T0Host host = new T0Host(readerEnd, T0Timing.at(BAUD), false, System::nanoTime);
        host.reset(wire.resetLine());
        List<Double> ratios = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < exchanges; i++) {
          long sent = cardEnd.characters() + readerEnd.characters();
          long began = System.nanoTime();
          exchange(host, ecms, i);
          double took = (System.nanoTime() - began) / 1e6;
          long characters = cardEnd.characters() + readerEnd.characters() - sent;
          millis.add(took);
          ratios.add(took / (characters * character.toNanos() / 1e6));
        }
        print(Rates.median(millis), Rates.median(ratios));
      } finally {
        wire.close();
        join(serving);
      }
    }
  }

  private static void exchange(T0Host host, CardEcms ecms, int turn) throws LineFaultException {
    host.exchange(ecms.command(turn));
    host.exchange(CardEcms.fetch());
  }

  /** Ends with the wire. */
  private static void serve(CardLine line, VirtualCard card) {
    try {
      new T0Card(line, card).serve();
    } catch (IOException e) {
      line.close();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(double millis, double ratio) {
    out.println("An ECM on a line of " + BAUD + " baud, beside its characters alone");
    Report report = new Report("work", "ms", "of theory", "limit", "kept");
    report.row(
        "A2 and CA",
        Report.number(millis),
        Report.number(ratio),
        Report.number(MOST_OF_THEORY),
        kept(ratio <= MOST_OF_THEORY));
    report.print(out);
  }

  private static String kept(boolean kept) {
    return kept ? "yes" : "no";
  }
}
