package io.caskade.tools.bench;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.ReceiverLine;
import io.caskade.api.receivers.ReceiverSession;
import io.caskade.api.receivers.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * {@code bench cw-core}: how many control words a second the server decides on, without a
 * transport.
 */
final class CwCoreBench {
  static final String HELP =
      """
      bench cw-core [--seconds N] [--rounds N] [--clients N] [--quick]
        Asks the control-word server without any transport: from its cache with 50 channels, and
        with each ECM opened anew.
        --seconds N       a round takes N seconds (2)
        --rounds N        rounds; medians are told (5)
        --clients N       accounts that are logged in (100)
        --quick           one round of a second""";

  private static final int CHANNELS = 50;
  private static final int PERIODS = 1_200;
  private static final int IN_FLIGHT = 1_000;

  private final PrintStream out;
  private final Duration round;
  private final int rounds;
  private final int clients;

  CwCoreBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    round = Duration.ofSeconds(options.number("--seconds", quick ? 1 : 2));
    rounds = options.number("--rounds", quick ? 1 : 5);
    clients = options.number("--clients", 100);
  }

  static Options options(List<String> arguments) {
    return new Options(arguments, Set.of("--seconds", "--rounds", "--clients"), Set.of("--quick"));
  }

  void run() throws IOException {
    try (var server = new CwServer(clients)) {
      var loop = new Loop();
      List<ReceiverSession> sessions = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        sessions.add(server.enter(i, loop));
      }
      List<CwQuestion> kept = questions(server.ecms(CHANNELS, 1));
      List<CwQuestion> fresh = questions(server.ecms(CHANNELS, PERIODS));
      var rates = new Rates(round, rounds);
      double cached = rates.perSecond(List.of(turn -> loop.cached(sessions, kept, turn))).get(0);
      List<Double> opened = new ArrayList<>();
      opened(loop, sessions, fresh);
      for (int i = 0; i < rounds; i++) {
        opened.add(opened(loop, sessions, fresh));
      }
      out.printf(
          "%nControl words without a transport, %d clients, one loop, one opener, medians%n",
          clients);
      var report = new Report("work", "answers/s", "us");
      report.row(row("from the cache, a second of processor time", cached));
      report.row(row("each ECM opened", Rates.median(opened)));
      report.print(out);
    }
  }

  private static String[] row(String name, double rate) {
    return new String[] {name, Report.number(rate), Report.number(1e6 / rate)};
  }

  private static List<CwQuestion> questions(List<EcmDatagram> ecms) {
    return ecms.stream().map(ecm -> new CwQuestion(CwServer.CAID, 0, 1, 0, ecm)).toList();
  }

  /** Answers a second of time on the wall; the opener has a thread of its own. */
  private double opened(Loop loop, List<ReceiverSession> sessions, List<CwQuestion> questions) {
    loop.answered = 0;
    long began = System.nanoTime();
    long end = began + round.toNanos();
    long turn = 0;
    int most = Math.min(IN_FLIGHT, sessions.size() * 32);
    while (System.nanoTime() < end) {
      while (turn - loop.answered < most) {
        loop.ask(sessions, questions, turn++);
      }
      loop.run();
    }
    return loop.finish(turn, began);
  }

  /** The one loop of all lines: this thread. */
  private static final class Loop implements ReceiverLine {
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile String ended = "";
    private long answered;

    void ask(List<ReceiverSession> sessions, List<CwQuestion> questions, long turn) {
      sessions
          .get((int) (turn % sessions.size()))
          .ask(questions.get((int) (turn % questions.size())), this::take);
    }

    /** The answer comes at once, but for the first ones. */
    void cached(List<ReceiverSession> sessions, List<CwQuestion> questions, long turn) {
      ask(sessions, questions, turn);
      if (!tasks.isEmpty()) {
        run();
      }
    }

    private void take(CwAnswer answer) {
      if (answer instanceof CwAnswer.Denied denied) {
        throw new IllegalStateException("no control word: " + denied.reason());
      }
      answered++;
    }

    void run() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    /** Waits for what is due; gives answers a second. */
    double finish(long asked, long began) {
      while (answered < asked) {
        run();
        if (!ended.isEmpty()) {
          throw new IllegalStateException("sent away: " + ended);
        }
      }
      return asked / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public Executor loop() {
      return tasks::add;
    }

    @Override
    public void end(Refusal reason) {
      ended = reason.word();
    }

    @Override
    public void cardsChanged() {
      // The bench asks for what it knows.
    }
  }
}
