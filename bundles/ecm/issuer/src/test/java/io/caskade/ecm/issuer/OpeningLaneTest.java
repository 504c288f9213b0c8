package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN;
import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.OTHER;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static io.caskade.ecm.issuer.IssuerFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmOpening;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.Entitled;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.OpeningLane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ECMs of this head-end are opened, all others are not, and nothing is wiped under a call. */
@Timeout(60)
class OpeningLaneTest {
  private final IssuerFixture fixture = new IssuerFixture(Duration.ofSeconds(30));
  private final EcmIssuer issuer = fixture.issuer;
  private final ThreadLoop loop = new ThreadLoop();
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stop() {
    goOn.countDown();
    loop.close();
  }

  @Test
  void whatWasMadeForANetworkOpensThereAndNowhereElse() throws Exception {
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    EcmLane making = issuer.openLane(new ManualLoop());
    OpeningLane lane = issuer.openingLane(loop);
    EcmDatagram ecm = made(making);

    OpenedEcm opened = opened(loop.call(() -> lane.open(MAIN.id(), ecm)));
    assertThat(opened.issuedAt()).isEqualTo(Instant.ofEpochSecond(1_000 & 0xFF));
    assertThat(opened.odd().length()).isEqualTo(8);
    assertThat(loop.call(() -> lane.open(OTHER.id(), ecm)))
        .as("another key")
        .isInstanceOf(EcmOpening.Foreign.class);
    assertThat(loop.call(() -> lane.open(MAIN.id(), new EcmDatagram(Octets.empty()))))
        .isInstanceOf(EcmOpening.Foreign.class);
    assertThat(loop.call(() -> lane.open(new NetworkId("strange"), ecm)))
        .isInstanceOf(EcmOpening.Unavailable.class);
  }

  @Test
  void makingAndOpeningHaveWorkersOfTheirOwn() throws Exception {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    int warm = profile.workers.size();
    EcmLane making = issuer.openLane(loop);
    OpeningLane one = issuer.openingLane(loop);
    OpeningLane other = issuer.openingLane(new ManualLoop());

    assertThat(profile.openers).as("two networks, two lanes").hasSize(4);
    assertThat(profile.workers).hasSize(warm + 2);
    assertThat(tag(loop.call(() -> making.issue(request(MAIN_ID))))).isEqualTo(0x81);
    assertThat(loop.call(() -> one.open(MAIN.id(), made(making))))
        .isInstanceOf(EcmOpening.Opened.class);
    other.close();
    one.close();
    loop.call(() -> null);
    assertThat(profile.openers).filteredOn(opener -> opener.closed).hasSize(2);
    assertThat(loop.call(() -> one.open(MAIN.id(), new EcmDatagram(Octets.empty()))))
        .isInstanceOf(EcmOpening.Unavailable.class);
    assertThat(tag(loop.call(() -> making.issue(request(MAIN_ID))))).isEqualTo(0x81);
  }

  @Test
  void aPlaceThatAnOpeningLaneGaveBackServesAMakingOne() throws Exception {
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    OpeningLane opening = issuer.openingLane(loop);
    opening.close();
    loop.call(() -> null);

    EcmLane making = issuer.openLane(loop);

    assertThat(tag(loop.call(() -> making.issue(request(MAIN_ID))))).isEqualTo(0x81);
  }

  @Test
  void removeReturnsBehindTheCallThatIsInsideTheOldOpener() throws Exception {
    ToyProfile slow = ToyProfile.good(0x81);
    long id = fixture.add("1.0.0", 0, slow);
    OpeningLane lane = issuer.openingLane(loop);
    EcmLane making = issuer.openLane(loop);
    EcmDatagram ecm = loop.call(() -> made(making));
    slow.eachOpening = this::dawdle;
    Future<EcmOpening> call = loop.submit(() -> lane.open(MAIN.id(), ecm));
    inside.await();

    CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> issuer.remove(id));
    while (!issuer.profiles().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(removal).isNotDone();
    assertThat(slow.openers).filteredOn(opener -> opener.inside).noneMatch(o -> o.closed);
    goOn.countDown();
    removal.get(20, TimeUnit.SECONDS);
    assertThat(opened(call.get(20, TimeUnit.SECONDS)).odd().length()).isEqualTo(8);
    loop.call(() -> null);
    assertThat(slow.openers).allMatch(opener -> opener.closed);
    assertThat(loop.call(() -> lane.open(MAIN.id(), ecm)))
        .isInstanceOf(EcmOpening.Unavailable.class);
  }

  private void dawdle() {
    inside.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theNextVersionOpensWhatTheOldOneMadeWithoutAGap() throws Exception {
    long old = fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    OpeningLane lane = issuer.openingLane(loop);
    EcmLane making = issuer.openLane(loop);
    EcmDatagram ecm = loop.call(() -> made(making));
    for (int i = 1; i < 20; i++) {
      long next = fixture.add("1.0." + i, 0, ToyProfile.good(0x81 + i));
      issuer.remove(old);
      old = next;
      assertThat(loop.call(() -> lane.open(MAIN.id(), ecm))).isInstanceOf(EcmOpening.Opened.class);
    }
    assertThat(loop.changes.get()).isPositive();
  }

  @Test
  void aProfileThatOpensNothingMakesEcmsAllTheSame() throws Exception {
    ToyProfile closed = ToyProfile.good(0x81);
    closed.opens = false;
    fixture.add("1.0.0", 0, closed);
    OpeningLane opening = issuer.openingLane(loop);
    EcmLane making = issuer.openLane(loop);

    assertThat(tag(loop.call(() -> making.issue(request(MAIN_ID))))).isEqualTo(0x81);
    assertThat(loop.call(() -> opening.open(MAIN.id(), made(making))))
        .isInstanceOf(EcmOpening.Unavailable.class);
    assertThat(issuer.alarms()).isEmpty();
  }

  @Test
  void anOpenerThatFailsIsNotTheReceiversFault() throws Exception {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    OpeningLane lane = issuer.openingLane(loop);
    EcmDatagram ecm = made(issuer.openLane(new ManualLoop()));
    OpenedEcm opened = opened(loop.call(() -> lane.open(MAIN.id(), ecm)));
    profile.eachOpening =
        () -> {
          throw new IllegalStateException("broken");
        };

    assertThat(loop.call(() -> lane.open(MAIN.id(), ecm)))
        .isInstanceOf(EcmOpening.Unavailable.class);
    assertThat(issuer.entitles(MAIN.id(), rights(1), opened)).isEqualTo(Entitled.NO);
  }

  @Test
  void whoIsEntitledIsTheProfilesMatter() throws Exception {
    OpeningLane lane = issuer.openingLane(loop);
    long id = fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    EcmLane making = issuer.openLane(loop);
    EcmDatagram ecm = loop.call(() -> made(making));
    OpenedEcm opened = opened(loop.call(() -> lane.open(MAIN.id(), ecm)));

    assertThat(issuer.entitles(MAIN.id(), rights(1), opened)).isEqualTo(Entitled.YES);
    assertThat(issuer.entitles(MAIN.id(), rights(2), opened)).isEqualTo(Entitled.NO);
    assertThat(issuer.entitles(new NetworkId("strange"), rights(1), opened))
        .isEqualTo(Entitled.UNDECIDED);
    issuer.networks(List.of());
    assertThat(issuer.entitles(MAIN.id(), rights(1), opened)).isEqualTo(Entitled.UNDECIDED);
    issuer.networks(List.of(MAIN));
    assertThat(issuer.entitles(MAIN.id(), rights(1), opened)).isEqualTo(Entitled.YES);
    issuer.remove(id);
    assertThat(issuer.entitles(MAIN.id(), rights(1), opened)).isEqualTo(Entitled.UNDECIDED);
  }

  private static CardRights rights(int products) {
    return new CardRights(new ProductMask(products), Instant.EPOCH, Instant.MAX, false, true);
  }

  private static EcmDatagram made(EcmLane lane) {
    EcmResult result = lane.issue(request(MAIN_ID));
    assertThat(result).isInstanceOf(EcmResult.Issued.class);
    return ((EcmResult.Issued) result).ecm();
  }

  private static OpenedEcm opened(EcmOpening opening) {
    assertThat(opening).isInstanceOf(EcmOpening.Opened.class);
    return ((EcmOpening.Opened) opening).ecm();
  }
}
