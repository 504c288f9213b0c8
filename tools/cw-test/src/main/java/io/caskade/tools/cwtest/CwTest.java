package io.caskade.tools.cwtest;

import io.caskade.tools.commandline.OptionException;
import io.caskade.tools.commandline.Program;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The program: {@code ./caskade cw-test}; {@link Options#HELP} says what it takes. */
public final class CwTest {
  /** For its connection. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(2);

  /** Above this viewers see the picture freeze now and then, source: cw-protocols.md, 1.3. */
  private static final Duration SLOW = Duration.ofMillis(400);

  private static final Duration TOO_SLOW = Duration.ofMillis(800);

  private final Options options;
  private final PrintStream out;
  private final LongSupplier nanos;

  private CwTest(Options options, PrintStream out, LongSupplier nanos) {
    this.options = options;
    this.out = out;
    this.nanos = nanos;
  }

  /** Ends the process with 0, 1 when something is wrong with the line, 2 when asked wrongly. */
  public static void main(String[] words) {
    Program.main(
        "cw-test",
        CLEAN_UP,
        () -> run(words, System.out, System.err, Locale.getDefault(), System::nanoTime));
  }

  /**
   * Tests a line.
   *
   * @param nanos for the times of the answers
   */
  static int run(
      String[] words, PrintStream out, PrintStream err, Locale locale, LongSupplier nanos) {
    Optional<Options> options;
    try {
      options = Options.parse(words);
    } catch (OptionException e) {
      err.println("cw-test: " + e.getMessage());
      return Program.WRONG_USE;
    }
    if (options.isEmpty()) {
      out.print(Options.HELP);
      return words.length == 0 ? Program.WRONG_USE : 0;
    }
    Verdict verdict = new CwTest(options.get(), out, nanos).verdict();
    out.println(verdict.text(locale));
    if (!verdict.finding().isGood()) {
      out.println(verdict.cure(locale));
    }
    return verdict.finding().isGood() ? 0 : 1;
  }

  private Verdict verdict() {
    try (Line line = Lines.open(options, new SecureRandom())) {
      String server = line.logIn();
      out.println(
          options.protocol()
              + " "
              + options.account()
              + "@"
              + Peer.shown(options.server())
              + ": "
              + server);
      line.offers().forEach(offer -> out.println("  card " + offer));
      return options.ecm().isPresent() ? ask(line, options.ecm().get()) : loggedIn(line);
    } catch (LineException e) {
      return e.verdict();
    }
  }

  private Verdict loggedIn(Line line) {
    List<Line.Offer> offers = line.offers();
    if (options.caSystemId().isPresent() && !offers.isEmpty()) {
      int wanted = options.caSystemId().getAsInt();
      if (!isOffered(wanted, offers)) {
        return wrongCaid(wanted, options.provider(), offers);
      }
    }
    return Verdict.of(Finding.LOGGED_IN);
  }

  private Verdict ask(Line line, EcmSection ecm) throws LineException {
    int caid =
        options
            .caSystemId()
            .orElseGet(
                () ->
                    line.offers().stream().mapToInt(Line.Offer::caSystemId).findFirst().orElse(0));
    if (!line.offers().isEmpty() && !isOffered(caid, line.offers())) {
      return wrongCaid(caid, options.provider(), line.offers());
    }
    Line.Question question = new Line.Question(caid, options.provider(), options.serviceId(), ecm);
    long begin = nanos.getAsLong();
    Line.Answer answer = line.ask(question);
    Duration time = Duration.ofNanos(nanos.getAsLong() - begin);
    if (answer instanceof Line.Answer.Words words && options.showWords()) {
      out.println("  control words " + words.both().hex());
    }
    return judge(answer, time);
  }

  private boolean isOffered(int caid, List<Line.Offer> offers) {
    return offers.stream()
        .anyMatch(offer -> offer.caSystemId() == caid && offer.has(options.provider()));
  }

  /** What an answer after such a time means. */
  static Verdict judge(Line.Answer answer, Duration time) {
    if (answer instanceof Line.Answer.Nothing nothing) {
      return Verdict.of(Finding.NOT_FOUND, nothing.text());
    }
    String millis = Long.toString(time.toMillis());
    if (time.compareTo(TOO_SLOW) > 0) {
      return Verdict.of(Finding.TOO_SLOW, millis);
    }
    return Verdict.of(time.compareTo(SLOW) > 0 ? Finding.SLOW : Finding.FINE, millis);
  }

  /** The server offers others. */
  static Verdict wrongCaid(int caid, int provider, List<Line.Offer> offers) {
    return Verdict.of(
        Finding.WRONG_CAID,
        "%04X".formatted(caid),
        "%06X".formatted(provider),
        offers.stream().map(Line.Offer::toString).collect(Collectors.joining(", ")));
  }
}
