package io.caskade.faces.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** Sends an event. */
interface Post {
  /**
   * Begins to send and returns at once.
   *
   * @param limit time for the whole answer
   * @param then is told what became of it, exactly once, on the loop
   */
  void send(URI to, Event event, String signature, Duration limit, Consumer<Outcome> then);
}
