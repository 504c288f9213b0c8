package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.SHORT;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static io.caskade.ecm.issuer.IssuerFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BarrierTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ThreadLoop loop = new ThreadLoop();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stop() {
    goOn.countDown();
    loop.close();
  }

  @Test
  void removeReturnsBehindTheCallThatIsInsideTheOldWorker() throws Exception {
    var fixture = new IssuerFixture(LONG);
    ToyProfile slow = slow();
    long id = fixture.add("1.0.0", 0, slow);
    EcmLane lane = fixture.issuer.openLane(loop);
    Future<EcmResult> call = loop.submit(() -> lane.issue(request(MAIN_ID)));
    inside.await();

    CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> fixture.issuer.remove(id));
    awaitUntil(() -> states(fixture).isEmpty());
    assertThat(removal).isNotDone();
    assertThat(slow.workers).filteredOn(w -> w.inside).noneMatch(w -> w.closed);

    goOn.countDown();
    removal.get(20, TimeUnit.SECONDS);

    assertThat(tag(call.get())).isEqualTo(0x81);
    assertThat(slow.workers).allMatch(w -> w.closed);
  }

  @Test
  void lateLoopIsNotWaitedForLongerThanTheLimitAndWipesWhenItComesBy() throws Exception {
    var fixture = new IssuerFixture(SHORT);
    ToyProfile slow = slow();
    long id = fixture.add("1.0.0", 0, slow);
    EcmLane lane = fixture.issuer.openLane(loop);
    Future<EcmResult> call = loop.submit(() -> lane.issue(request(MAIN_ID)));
    inside.await();

    fixture.issuer.remove(id);

    assertThat(call).isNotDone();
    assertThat(slow.workers.stream().filter(w -> w.inside)).hasSize(1).noneMatch(w -> w.closed);
    goOn.countDown();
    assertThat(tag(call.get())).isEqualTo(0x81);
    loop.call(() -> null);
    assertThat(slow.workers).allMatch(w -> w.closed);
  }

  @Test
  void removeAlsoWaitsForWorkersThatAnEarlierPublicationRetired() throws Exception {
    var fixture = new IssuerFixture(SHORT);
    ToyProfile slow = slow();
    long id = fixture.add("1.0.0", 0, slow);
    EcmLane lane = fixture.issuer.openLane(loop);
    Future<EcmResult> call = loop.submit(() -> lane.issue(request(MAIN_ID)));
    inside.await();
    fixture.add("2.0.0", 0, ToyProfile.good(0x82));

    long before = System.nanoTime();
    fixture.issuer.remove(id);

    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
    goOn.countDown();
    assertThat(tag(call.get())).isEqualTo(0x81);
  }

  @Test
  void loopNeverWaitsForItself() throws Exception {
    var fixture = new IssuerFixture(LONG);
    ToyProfile profile = ToyProfile.good(0x81);
    long id = fixture.add("1.0.0", 0, profile);
    EcmLane lane = fixture.issuer.openLane(loop);

    boolean closedInside =
        loop.call(
            () -> {
              fixture.issuer.remove(id);
              return profile.workers.stream().skip(2).anyMatch(w -> w.closed);
            });

    assertThat(closedInside).isFalse();
    loop.call(() -> null);
    assertThat(profile.workers).allMatch(w -> w.closed);
    assertThat(loop.call(() -> lane.issue(request(MAIN_ID))))
        .isInstanceOf(EcmResult.Unavailable.class);
  }

  @Test
  void openingALaneWaitsForNoBarrierOfAnother() throws Exception {
    var fixture = new IssuerFixture(LONG);
    long id = fixture.add("1.0.0", 0, slow());
    EcmLane lane = fixture.issuer.openLane(loop);
    Future<EcmResult> call = loop.submit(() -> lane.issue(request(MAIN_ID)));
    inside.await();
    CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> fixture.issuer.remove(id));
    awaitUntil(() -> states(fixture).isEmpty());

    EcmLane other = fixture.issuer.openLane(new ManualLoop());

    assertThat(other.issue(request(MAIN_ID))).isInstanceOf(EcmResult.Unavailable.class);
    assertThat(removal).isNotDone();
    goOn.countDown();
    assertThat(tag(call.get())).isEqualTo(0x81);
  }

  @Test
  void loopThatIsGoneHoldsUpNobodyAndIsWipedWhenItsLaneWasClosed() {
    var fixture = new IssuerFixture(LONG);
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    var gone = new ManualLoop();
    EcmLane lane = fixture.issuer.openLane(gone);
    gone.run();
    gone.stop();

    lane.close();

    assertThat(profile.workers).allMatch(w -> w.closed);
  }

  @Test
  void workersOfALoopThatRejectsTasksWithoutBeingClosedAreNotWipedUnderACall() {
    var fixture = new IssuerFixture(LONG);
    ToyProfile profile = ToyProfile.good(0x81);
    long id = fixture.add("1.0.0", 0, profile);
    var full = new ManualLoop();
    fixture.issuer.openLane(full);
    full.stop();

    fixture.issuer.remove(id);

    assertThat(profile.workers.stream().filter(w -> !w.closed)).hasSize(2);
  }

  private ToyProfile slow() {
    return ToyProfile.behaving(
        0x81,
        input -> {
          inside.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<String> states(IssuerFixture fixture) {
    return fixture.issuer.profiles().stream().map(p -> p.state()).toList();
  }

  private static void awaitUntil(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
