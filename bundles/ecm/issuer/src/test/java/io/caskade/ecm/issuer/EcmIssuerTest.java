package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN;
import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.OTHER;
import static io.caskade.ecm.issuer.IssuerFixture.OTHER_ID;
import static io.caskade.ecm.issuer.IssuerFixture.SHORT;
import static io.caskade.ecm.issuer.IssuerFixture.refusal;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static io.caskade.ecm.issuer.IssuerFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EcmIssuerTest {
  private final IssuerFixture fixture = new IssuerFixture(SHORT);
  private final EcmIssuer issuer = fixture.issuer;
  private final ManualLoop loop = new ManualLoop();

  @Test
  void stampsTheEcmWithEcmTimeUnderTheKeyOfTheNetwork() {
    fixture.add("1.0.0", 0, ToyProfile.good(0x80));
    EcmLane lane = issuer.openLane(loop);
    fixture.ecmSeconds.set(0x77);

    var issued = (EcmResult.Issued) lane.issue(request(OTHER_ID));

    assertThat(issued.ecm().section().at(1)).isEqualTo(4);
    assertThat(issued.ecm().section().at(2)).isEqualTo(0x44);
    assertThat(issued.ecm().section().at(4)).isEqualTo(0x77);
  }

  @Test
  void unknownCaSystemIdIsRefused() {
    fixture.add("1.0.0", 0, ToyProfile.good(0x80));

    assertThat(refusal(issuer.openLane(loop).issue(request(0x0999))))
        .isEqualTo(ErrorCode.CAS_UNKNOWN);
    assertThat(issuer.offer(SuperCasId.of(0x0999, 0))).isEmpty();
  }

  @Test
  void networkWithoutProfileIsUnavailableAndAlarmed() {
    EcmLane lane = issuer.openLane(loop);

    assertThat(lane.issue(request(MAIN_ID))).isInstanceOf(EcmResult.Unavailable.class);
    assertThat(codes()).containsOnly(AlarmCode.NETWORK_WITHOUT_PROFILE);

    fixture.add("1.0.0", 0, ToyProfile.good(0x80));

    assertThat(tag(lane)).isEqualTo(0x80);
    assertThat(codes()).isEmpty();
  }

  @Test
  void networkWithoutKeyIsRefusedAndAlarmedUntilTheKeyComes() {
    fixture.keys.remove(MAIN.id());
    fixture.add("1.0.0", 0, ToyProfile.good(0x80));
    EcmLane lane = issuer.openLane(loop);

    assertThat(refusal(lane.issue(request(MAIN_ID)))).isEqualTo(ErrorCode.KEY_UNKNOWN);
    assertThat(issuer.alarms())
        .extracting(Alarm::code, Alarm::subject)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(AlarmCode.NETWORK_WITHOUT_KEY, "network main"));

    fixture.keys.put(MAIN.id(), 9);
    issuer.keys(fixture::key);

    assertThat(((EcmResult.Issued) lane.issue(request(MAIN_ID))).ecm().section().at(1))
        .isEqualTo(9);
    assertThat(codes()).isEmpty();
  }

  @Test
  void atTheStartANetworkLeadsNowhereUntilProfileAndVaultAreThere() {
    SuperCasId cas = SuperCasId.of(MAIN_ID, 1);
    EcmIssuer starting = fixture.issuer(SHORT);
    starting.networks(List.of(MAIN));
    assertThat(starting.offer(cas)).isEmpty();

    assertThat(starting.add(new ProfileOffer(1, 1, "toy", "1.0.0", 0, ToyProfile.good(0x80))))
        .isEmpty();
    assertThat(starting.offer(cas)).as("the vault is still being opened").isEmpty();
    assertThat(starting.caSystemIds()).isEmpty();

    starting.keys(fixture::key);
    assertThat(starting.offer(cas)).isPresent();
    assertThat(starting.caSystemIds()).containsExactly(MAIN_ID);

    starting.keys(null);
    starting.remove(1);
    assertThat(starting.offer(cas)).as("it comes back").isPresent();
  }

  @Test
  void alarmKeepsItsBeginningWhileItLasts() {
    var began = issuer.alarms().get(0).since();
    fixture.now = fixture.now.plusSeconds(60);
    issuer.networks(List.of(OTHER, MAIN));

    assertThat(issuer.alarms()).extracting(Alarm::since).containsOnly(began);
  }

  @Test
  void keyChangeRebuildsOnlyTheWorkersOfItsNetwork() {
    ToyProfile profile = ToyProfile.good(0x80);
    fixture.add("1.0.0", 0, profile);
    EcmLane lane = issuer.openLane(loop);
    loop.run();
    int made = profile.workers.size();

    fixture.keys.put(OTHER.id(), 12);
    issuer.keys(fixture::key);
    loop.run();

    assertThat(profile.workers).hasSize(made + 1);
    assertThat(((EcmResult.Issued) lane.issue(request(OTHER_ID))).ecm().section().at(1))
        .isEqualTo(12);
    assertThat(live(profile)).hasSize(2);
  }

  @Test
  void workersLiveOnWhileTheVaultIsAway() {
    ToyProfile profile = ToyProfile.good(0x80);
    fixture.add("1.0.0", 0, profile);
    EcmLane lane = issuer.openLane(loop);

    issuer.keys(null);

    assertThat(tag(lane)).isEqualTo(0x80);
    assertThat(codes()).isEmpty();
  }

  @Test
  void vaultThatFailsOddlyLeavesTheOldRouteServing() {
    fixture.add("1.0.0", 0, ToyProfile.good(0x80));
    EcmLane lane = issuer.openLane(loop);

    issuer.keys(
        network -> {
          throw new IllegalStateException("bundle is stopping");
        });

    assertThat(tag(lane)).isEqualTo(0x80);
  }

  @Test
  void ownersAreToldOnTheirLoopAfterEachPublication() {
    EcmLane lane = issuer.openLane(loop);
    loop.run();
    loop.changes = 0;

    long only = fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    assertThat(loop.changes).isZero();
    loop.run();
    assertThat(loop.changes).isEqualTo(1);
    assertThat(tag(lane)).isEqualTo(0x81);

    issuer.remove(only);
    loop.run();
    assertThat(loop.changes).isEqualTo(2);
  }

  @Test
  void ownerThatFailsHoldsUpNobody() {
    var failing =
        new io.caskade.api.ecm.LaneOwner() {
          @Override
          public void execute(Runnable task) {
            task.run();
          }

          @Override
          public void routesChanged() {
            throw new IllegalStateException("owner");
          }
        };
    issuer.openLane(failing);
    EcmLane lane = issuer.openLane(loop);

    fixture.add("1.0.0", 0, ToyProfile.good(0x81));

    assertThat(tag(lane)).isEqualTo(0x81);
  }

  @Test
  void eachLaneHasItsOwnWorkers() {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    EcmLane first = issuer.openLane(loop);
    EcmLane second = issuer.openLane(new ManualLoop());

    assertThat(live(profile)).hasSize(4);
    assertThat(tag(first)).isEqualTo(0x81);
    assertThat(tag(second)).isEqualTo(0x81);
  }

  @Test
  void closedLaneGivesItsWorkersBackOnItsLoopAndAnswersNoMore() {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    EcmLane lane = issuer.openLane(loop);
    loop.run();

    lane.close();
    lane.close();

    assertThat(lane.issue(request(MAIN_ID))).isInstanceOf(EcmResult.Unavailable.class);
    assertThat(live(profile)).hasSize(2);
    loop.run();
    assertThat(live(profile)).isEmpty();
  }

  @Test
  void indexOfAClosedLaneIsReusedOnlyWhenItsLoopIsOutOfIt() {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    EcmLane lane = issuer.openLane(loop);
    loop.run();
    lane.close();

    IssuingLane other = (IssuingLane) issuer.openLane(new ManualLoop());
    assertThat(other.index()).isEqualTo(1);
    loop.run();
    IssuingLane third = (IssuingLane) issuer.openLane(new ManualLoop());
    assertThat(third.index()).isZero();
    assertThat(tag(third)).isEqualTo(0x81);
    assertThat(tag(other)).isEqualTo(0x81);
  }

  @Test
  void manyLanesOpenedAndClosedLeaveNothingBehind() {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    for (int i = 0; i < 100; i++) {
      IssuingLane lane = (IssuingLane) issuer.openLane(loop);
      loop.run();
      lane.close();
      loop.run();
      assertThat(lane.index()).isZero();
    }
    assertThat(live(profile)).isEmpty();
  }

  @Test
  void changedZoneOfANetworkKeepsItsWorkers() {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    issuer.openLane(loop);
    int made = profile.workers.size();

    issuer.networks(
        List.of(
            new io.caskade.api.base.Network(
                MAIN.id(),
                MAIN_ID,
                "toy",
                java.time.ZoneId.of("Asia/Bishkek"),
                java.time.ZoneOffset.UTC)));
    loop.run();

    assertThat(profile.workers).hasSize(made);
    assertThat(live(profile)).hasSize(1);
  }

  @Test
  void closedIssuerIsUnavailableAndWiped() {
    ToyProfile profile = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, profile);
    EcmLane lane = issuer.openLane(loop);
    loop.run();

    issuer.close();
    loop.run();

    assertThat(lane.issue(request(MAIN_ID))).isInstanceOf(EcmResult.Unavailable.class);
    assertThat(live(profile)).isEmpty();
  }

  @Test
  void toolsBuildItInOneLine() {
    try (EcmIssuer tool =
        EcmIssuer.of(
            () -> 5, List.of(MAIN), network -> ToyProfile.key(3), List.of(ToyProfile.good(1)))) {
      assertThat(tag(tool.openLane(loop))).isEqualTo(1);
    }
    assertThatThrownBy(
            () ->
                EcmIssuer.of(
                    () -> 5,
                    List.of(MAIN),
                    network -> ToyProfile.key(3),
                    List.of(ToyProfile.broken(1))))
        .isInstanceOf(CaskadeException.class)
        .hasMessageContaining("differs");
  }

  private List<AlarmCode> codes() {
    return issuer.alarms().stream().map(Alarm::code).toList();
  }

  private static List<ToyProfile.ToyWorker> live(ToyProfile profile) {
    return profile.workers.stream().filter(worker -> !worker.closed).toList();
  }
}
