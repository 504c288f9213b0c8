package io.caskade.tools.bench;

import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.emm.carousel.Carousel;
import io.caskade.keys.crypto.BlockCiphers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code bench emm}: making EMMs, starting with a large card base, pacing. */
final class EmmBench {
  static final String HELP =
      """
      bench emm [--seconds N] [--rounds N] [--cards N] [--jvm OPTIONS] [--quick]
        EMM generation beside the cipher's limit, the start of a large card base from its
        snapshot, and the pace of the outputs to two MUXes on loopback.
        --seconds N    of pacing (60)
        --rounds N     rounds of generation and start; medians are told (5)
        --cards N      in the card base (1000000)
        --jvm OPTIONS  of the process that loads the snapshot, in place of the distribution's
        --quick        one round, 10 s of pacing""";

  private final PrintStream out;
  private final Duration pacing;
  private final Duration round;
  private final int rounds;
  private final int cards;
  private final List<String> loaderOptions;

  EmmBench(PrintStream out, Options options) {
    this.out = out;
    boolean quick = options.has("--quick");
    this.pacing = Duration.ofSeconds(options.number("--seconds", quick ? 10 : 60));
    this.round = Duration.ofSeconds(quick ? 1 : 3);
    this.rounds = options.number("--rounds", quick ? 1 : 5);
    this.cards = options.number("--cards", 1_000_000);
    this.loaderOptions = options.words("--jvm");
  }

  static Options options(List<String> arguments) {
    return new Options(
        arguments, Set.of("--seconds", "--rounds", "--cards", "--jvm"), Set.of("--quick"));
  }

  void run() throws IOException {
    try (var folder = new BenchFolder()) {
      run(folder.path());
    }
  }

  private void run(Path folder) throws IOException {
    try (var cardMirror = new CardMirror(folder);
        var carousel = new Carousel()) {
      var base = new CardBase(cards, cardMirror.vault());
      carousel.use(cardMirror.mirror().table());
      carousel.use(cardMirror.mirror().networks());
      carousel.add(new Tvcas3Profile(new BlockCiphers()), Tvcas3Profile.PROFILE, 0, "1.0.0");
      cardMirror.mirror().add(carousel);
      cardMirror.mirror().useFeed(base);
      out.printf("Taking in %,d cards%n", cards);
      Duration took = cardMirror.start();
      out.printf("%,d cards in %.1f s%n%n", cardMirror.cards(), took.toMillis() / 1e3);
      new EmmRates().print(out, new Rates(round, rounds), carousel);
      new PacingBench(out, base, cardMirror.mirror(), carousel).run(pacing);
    }
    // The mirror leaves its snapshot when it ends.
    new SnapshotBench(out, rounds, loaderOptions).run(folder);
  }
}
