package io.caskade.lib.cwclient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Logs in, asks once, and judges the line. One thread, which it blocks. */
public final class LineTest {
  /** Above this viewers see the picture freeze now and then, source: cw-protocols.md, 1.3. */
  private static final Duration SLOW = Duration.ofMillis(400);

  private static final Duration TOO_SLOW = Duration.ofMillis(800);

  /** A date counts in seconds, and its answer may take one. */
  private static final Duration MOST_OFF = Duration.ofSeconds(5);

  private final Wanted wanted;
  private final RandomGenerator random;
  private final LongSupplier nanos;

  /**
   * @param random for nonces; cryptographic in production
   * @param nanos for the times of the answers
   */
  public LineTest(Wanted wanted, RandomGenerator random, LongSupplier nanos) {
    this.wanted = wanted;
    this.random = random;
    this.nanos = nanos;
  }

  /**
   * What is tested.
   *
   * @param caSystemId empty takes the first that is offered
   * @param provider 0 for any
   * @param ecm empty tries the log-in only
   * @param clock tells how far the server's clock is ahead; empty when it is not asked
   */
  public record Wanted(
      LineSettings line,
      OptionalInt caSystemId,
      int provider,
      int serviceId,
      Optional<EcmSection> ecm,
      Optional<Supplier<Optional<Duration>>> clock) {}

  /** Tests the line once. */
  public Verdict verdict(LineObserver observer) {
    Verdict line = line(observer);
    Optional<Duration> ahead = wanted.clock().flatMap(clock -> ask(clock, observer));
    return isOfTheLine(line) ? clock(ahead).orElse(line) : line;
  }

  private static Optional<Duration> ask(Supplier<Optional<Duration>> clock, LineObserver observer) {
    Optional<Duration> ahead = clock.get();
    observer.clock(ahead);
    return ahead;
  }

  /** Whether clocks may have to do with it: what keeps one from logging in has other causes. */
  private static boolean isOfTheLine(Verdict line) {
    return switch (line.finding()) {
      case FINE, LOGGED_IN, NOT_FOUND, NOT_ENTITLED, SLOW, TOO_SLOW -> true;
      default -> false;
    };
  }

  private static Optional<Verdict> clock(Optional<Duration> ahead) {
    return ahead
        .filter(off -> off.abs().compareTo(MOST_OFF) > 0)
        .map(off -> Verdict.of(Finding.CLOCK_OFF, Long.toString(off.toSeconds())));
  }

  private Verdict line(LineObserver observer) {
    try (Line line = Lines.open(wanted.line(), random)) {
      observer.loggedIn(line.logIn());
      line.offers().forEach(observer::offered);
      Verdict verdict =
          wanted.ecm().isPresent() ? ask(line, wanted.ecm().get(), observer) : loggedIn(line);
      return verdict.finding() == Finding.NOT_FOUND
          ? observer.reason(line.localPort()).orElse(verdict)
          : verdict;
    } catch (LineException e) {
      return e.verdict();
    }
  }

  private Verdict loggedIn(Line line) {
    List<Line.Offer> offers = line.offers();
    if (wanted.caSystemId().isPresent() && !offers.isEmpty()) {
      int caid = wanted.caSystemId().getAsInt();
      if (!isOffered(caid, offers)) {
        return wrongCaid(caid, wanted.provider(), offers);
      }
    }
    return Verdict.of(Finding.LOGGED_IN);
  }

  private Verdict ask(Line line, EcmSection ecm, LineObserver observer) throws LineException {
    int caid =
        wanted
            .caSystemId()
            .orElseGet(
                () ->
                    line.offers().stream().mapToInt(Line.Offer::caSystemId).findFirst().orElse(0));
    if (!line.offers().isEmpty() && !isOffered(caid, line.offers())) {
      return wrongCaid(caid, wanted.provider(), line.offers());
    }
    Line.Question question = new Line.Question(caid, wanted.provider(), wanted.serviceId(), ecm);
    long begin = nanos.getAsLong();
    Line.Answer answer = line.ask(question);
    Duration time = Duration.ofNanos(nanos.getAsLong() - begin);
    if (answer instanceof Line.Answer.Words words) {
      observer.words(words.both());
    }
    return judge(answer, time);
  }

  private boolean isOffered(int caid, List<Line.Offer> offers) {
    return offers.stream()
        .anyMatch(offer -> offer.caSystemId() == caid && offer.has(wanted.provider()));
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
