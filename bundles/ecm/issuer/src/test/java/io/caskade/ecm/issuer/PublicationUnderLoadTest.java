package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.OTHER;
import static io.caskade.ecm.issuer.IssuerFixture.OTHER_ID;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PublicationUnderLoadTest {
  private static final int PUBLICATIONS = 200;

  private final IssuerFixture fixture = new IssuerFixture(Duration.ofSeconds(30));
  private final Queue<EcmResult> bad = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicInteger> byTag = new ConcurrentHashMap<>();
  private volatile boolean done;

  @Test
  void twoLanesIssueWithoutARefusalDuringTwoHundredPublications() throws Exception {
    long serving = fixture.add("1.0.0", 0, ToyProfile.good(0));
    try (var first = new ThreadLoop();
        var second = new ThreadLoop()) {
      EcmLane a = fixture.issuer.openLane(first);
      EcmLane b = fixture.issuer.openLane(second);
      var warm = new CountDownLatch(2);
      first.execute(() -> issueAndCome(first, a, warm));
      second.execute(() -> issueAndCome(second, b, warm));
      warm.await();

      for (int i = 1; i <= PUBLICATIONS; i++) {
        long next = fixture.add("1.0." + i, 0, ToyProfile.good(i & 0x7F));
        fixture.issuer.remove(serving);
        serving = next;
        fixture.keys.put(OTHER.id(), i & 0x7F);
        fixture.issuer.keys(fixture::key);
      }
      done = true;
      first.call(() -> null);
      second.call(() -> null);
    }

    assertThat(bad).isEmpty();
    assertThat(byTag).hasSizeGreaterThan(10);
  }

  /** Issues a batch and queues itself again, as an event loop takes turns. */
  private void issueAndCome(ThreadLoop loop, EcmLane lane, CountDownLatch warm) {
    List<EcmRequest> requests = List.of(request(MAIN_ID), request(OTHER_ID));
    for (int i = 0; i < 20; i++) {
      for (EcmRequest request : requests) {
        EcmResult result = lane.issue(request);
        if (result instanceof EcmResult.Issued issued) {
          byTag
              .computeIfAbsent(issued.ecm().section().at(0), tag -> new AtomicInteger())
              .incrementAndGet();
        } else {
          bad.add(result);
        }
      }
    }
    warm.countDown();
    if (!done) {
      loop.execute(() -> issueAndCome(loop, lane, warm));
    }
  }
}
