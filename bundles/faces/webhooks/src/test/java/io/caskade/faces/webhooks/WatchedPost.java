package io.caskade.faces.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The real post, with a list of what became of each try. */
final class WatchedPost implements Post {
  final List<Outcome> outcomes = new ArrayList<>();

  /** Receivers that do not answer by themselves. */
  Predicate<URI> hangs = to -> false;

  private final Post real;
  private int busy;

  WatchedPost(Post real) {
    this.real = real;
  }

  /** Answers are on their way that will come. */
  boolean busy() {
    return busy > 0;
  }

  @Override
  public void send(URI to, Event event, String signature, Duration limit, Consumer<Outcome> then) {
    boolean counts = !hangs.test(to);
    busy += counts ? 1 : 0;
    real.send(
        to,
        event,
        signature,
        limit,
        outcome -> {
          busy -= counts ? 1 : 0;
          outcomes.add(outcome);
          then.accept(outcome);
        });
  }
}
