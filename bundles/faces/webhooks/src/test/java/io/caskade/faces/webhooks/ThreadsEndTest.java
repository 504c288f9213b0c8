package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadsEndTest {
  @Test
  void whoStopsDeliveriesKeepsProgressAndLeavesNoThread() throws Exception {
    var subscriptions = new TestSubscriptions();
    var feed = new TestFeed();
    var loop = new LoopThread();
    var http = new HttpPost(loop);
    var answered = new CountDownLatch(1);
    Post post =
        (to, event, signature, limit, then) ->
            http.send(
                to,
                event,
                signature,
                limit,
                outcome -> {
                  then.accept(outcome);
                  answered.countDown();
                });
    try (var receiver = new Receiver()) {
      subscriptions.put("a", receiver.url(), Set.of(), 0);
      feed.seal(TestSubscriptions.MAIN, "SELL", 2_100_000_000L);
      var deliverer = new Deliverer(loop, post, InstantSource.system(), new SplittableRandom(1));
      deliverer.use(feed);
      deliverer.use(subscriptions);
      deliverer.start();
      answered.await();
      List<Thread> ours = ours();
      assertThat(ours).isNotEmpty();

      loop.end(deliverer::finish);
      http.close();
      assertThat(subscriptions.delivered("a")).isEqualTo(1);
      for (Thread thread : ours) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static List<Thread> ours() {
    List<Thread> found = new ArrayList<>(Thread.getAllStackTraces().keySet());
    found.removeIf(
        thread ->
            !thread.getName().equals(LoopThread.NAME)
                && !thread.getName().startsWith(HttpPost.THREADS));
    return found;
  }
}
