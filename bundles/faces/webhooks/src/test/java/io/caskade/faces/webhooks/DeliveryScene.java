package io.caskade.faces.webhooks;

import io.caskade.api.base.NetworkId;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Deliveries to real HTTP servers in virtual time. */
abstract class DeliveryScene {
  static final NetworkId MAIN = TestSubscriptions.MAIN;
  static final long CARD = 2_100_000_000L;

  final ManualLoop loop = new ManualLoop();
  final HttpPost http = new HttpPost(loop);
  final WatchedPost post = new WatchedPost(http);
  final TestFeed feed = new TestFeed();
  final TestSubscriptions webhooks = new TestSubscriptions();
  Deliverer deliverer = deliverer();
  Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    loop.waitFor(post::busy);
  }

  @AfterEach
  void close() {
    receiver.close();
    http.close();
  }

  Deliverer deliverer() {
    var fresh = new Deliverer(loop, post, loop, new SplittableRandom(3));
    fresh.use(feed);
    fresh.use(webhooks);
    return fresh;
  }

  void subscribe(String id) {
    webhooks.put(id, receiver.url(), Set.of(), 0);
  }

  /** Runs the deliveries that are due, and a second in which progress is kept. */
  void run() {
    loop.settle();
    loop.pass(Deliverer.POLL);
  }

  Outcome lastOutcome() {
    return post.outcomes.get(post.outcomes.size() - 1);
  }

  static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }
}
