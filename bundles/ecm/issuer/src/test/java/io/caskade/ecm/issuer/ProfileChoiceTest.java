package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN;
import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
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
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ops.AlarmCode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which profile serves a network, and which is refused. */
class ProfileChoiceTest {
  private final IssuerFixture fixture = new IssuerFixture(SHORT);
  private final EcmIssuer issuer = fixture.issuer;
  private final ManualLoop loop = new ManualLoop();

  @Test
  void newProfileWithoutVaultLeavesTheOldOneServing() {
    fixture.add("1.0.0", 0, ToyProfile.good(0x80));
    EcmLane lane = issuer.openLane(loop);
    issuer.keys(null);

    fixture.add("2.0.0", 0, ToyProfile.good(0x81));
    assertThat(tag(lane)).isEqualTo(0x80);

    issuer.keys(fixture::key);
    assertThat(tag(lane)).isEqualTo(0x81);
  }

  @Test
  void highestRankingThenHighestVersionServes() {
    EcmLane lane = issuer.openLane(loop);
    fixture.add("1.9.0", 0, ToyProfile.good(0x81));
    long newer = fixture.add("1.10.0", 0, ToyProfile.good(0x82));
    assertThat(tag(lane)).isEqualTo(0x82);

    long ranked = fixture.add("1.0.0", 5, ToyProfile.good(0x83));
    assertThat(tag(lane)).isEqualTo(0x83);

    issuer.rank(ranked, -1);
    assertThat(tag(lane)).isEqualTo(0x82);

    issuer.remove(newer);
    assertThat(tag(lane)).isEqualTo(0x81);
  }

  @Test
  void incumbentStaysWhenAnEqualArrives() {
    EcmLane lane = issuer.openLane(loop);
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    fixture.add("1.0.0", 0, ToyProfile.good(0x82));

    assertThat(tag(lane)).isEqualTo(0x81);
  }

  @Test
  void pinOverridesRankingAndSurvivesARestart() {
    EcmLane lane = issuer.openLane(loop);
    ToyProfile old = ToyProfile.good(0x81);
    fixture.add("1.0.0", 0, old);
    fixture.add("2.0.0", 9, ToyProfile.good(0x82));

    issuer.pin("toy", "1.0");

    assertThat(tag(lane)).isEqualTo(0x81);
    assertThat(fixture.state("1.0.0")).isEqualTo("serving, pinned");
    assertThat(fixture.state("2.0.0")).isEqualTo("standby");
    EcmIssuer restarted = fixture.issuer(SHORT);
    restarted.keys(fixture::key);
    restarted.networks(List.of(MAIN));
    assertThat(restarted.add(new ProfileOffer(1, 1, "toy", "2.0.0", 9, ToyProfile.good(0x82))))
        .isEmpty();
    assertThat(restarted.add(new ProfileOffer(2, 2, "toy", "1.0.0", 0, old))).isEmpty();
    assertThat(tag(restarted.openLane(new ManualLoop()))).isEqualTo(0x81);

    issuer.pin("toy", "");
    assertThat(tag(lane)).isEqualTo(0x82);
    assertThat(fixture.pins.kept).isEmpty();
  }

  @Test
  void pinOfAnAbsentOrRejectedVersionOrOnAFullDiskChangesNothing() {
    EcmLane lane = issuer.openLane(loop);
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    fixture.add("2.0.0", 0, ToyProfile.good(0x82));
    fixture.add("3.0.0", 0, ToyProfile.broken(0x83));

    assertThatThrownBy(() -> issuer.pin("toy", "9.9.9"))
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PROFILE_UNKNOWN));
    assertThatThrownBy(() -> issuer.pin("toy", "no version")).isInstanceOf(CaskadeException.class);
    assertThatThrownBy(() -> issuer.pin("toy", "3.0.0"))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROFILE_REJECTED));
    fixture.pins.full = true;
    assertThatThrownBy(() -> issuer.pin("toy", "1.0.0"))
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));

    assertThat(tag(lane)).isEqualTo(0x82);
    assertThat(fixture.state("1.0.0")).isEqualTo("standby");
  }

  @Test
  void profileThatFailsItsVectorsIsRejectedAndTheOldTableStays() {
    EcmLane lane = issuer.openLane(loop);
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    loop.run();
    loop.changes = 0;

    long broken = fixture.add("2.0.0", 0, ToyProfile.broken(0x82));
    loop.run();

    assertThat(tag(lane)).isEqualTo(0x81);
    assertThat(loop.changes).isZero();
    assertThat(fixture.state("2.0.0")).isEqualTo("rejected");
    assertThat(issuer.alarms()).hasSize(1);
    assertThat(issuer.alarms().get(0).text(Locale.ENGLISH))
        .contains("toy 2.0.0", "vector 'first' differs at byte 2");

    issuer.remove(broken);
    assertThat(issuer.alarms()).isEmpty();
  }

  @Test
  void profileThatDoesNotTakeTheKeyLeavesTheOldOneServing() {
    EcmLane lane = issuer.openLane(loop);
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    ToyProfile picky = ToyProfile.good(0x82);
    picky.refusedKey = 4;
    fixture.add("2.0.0", 0, picky);

    assertThat(tag(lane.issue(request(MAIN_ID)))).isEqualTo(0x82);
    assertThat(tag(lane.issue(request(OTHER_ID)))).isEqualTo(0x81);
    assertThat(issuer.alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.code()).isEqualTo(AlarmCode.PROFILE_REJECTED);
              assertThat(alarm.subject()).isEqualTo("network other");
            });
  }

  @Test
  void absentProfileLeavesTheOfferWithItsLastDemands() {
    EcmLane lane = issuer.openLane(loop);
    assertThat(issuer.offer(SuperCasId.of(MAIN_ID, 5))).isEmpty();
    long only = fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    var offer = new CasOffer(MAIN.id(), ToyProfile.good(0).traits());
    assertThat(issuer.offer(SuperCasId.of(MAIN_ID, 5))).contains(offer);

    issuer.remove(only);

    assertThat(issuer.offer(SuperCasId.of(MAIN_ID, 5))).contains(offer);
    assertThat(lane.issue(request(MAIN_ID))).isInstanceOf(EcmResult.Unavailable.class);
  }

  @Test
  void refusalOfTheProfileReachesTheMux() {
    fixture.add(
        "1.0.0",
        0,
        ToyProfile.behaving(
            0x81,
            input -> {
              throw new CaskadeException(ErrorCode.CONTROL_WORD_LENGTH, 16, 8);
            }));

    assertThat(refusal(issuer.openLane(loop).issue(request(MAIN_ID))))
        .isEqualTo(ErrorCode.CONTROL_WORD_LENGTH);
  }

  @Test
  void faultOfTheProfileIsARefusalThatTellsNothingOfItsMessage() {
    fixture.add(
        "1.0.0",
        0,
        ToyProfile.behaving(
            0x81,
            input -> {
              throw new IllegalArgumentException("control word 1122334455");
            }));

    EcmResult result = issuer.openLane(loop).issue(request(MAIN_ID));

    assertThat(refusal(result)).isEqualTo(ErrorCode.PROFILE_FAILED);
    assertThat(((EcmResult.Refused) result).reason())
        .hasMessageContaining("IllegalArgumentException")
        .hasMessageNotContaining("1122334455")
        .hasNoCause();
  }

  @Test
  void missingClassOfAProfileIsARefusal() {
    fixture.add(
        "1.0.0",
        0,
        ToyProfile.behaving(
            0x81,
            input -> {
              throw new NoClassDefFoundError("gone/With/The/Bundle");
            }));

    assertThat(refusal(issuer.openLane(loop).issue(request(MAIN_ID))))
        .isEqualTo(ErrorCode.PROFILE_FAILED);
  }

  @Test
  void networkThatMovesToAnotherProfileIsNeverServedByTheOldOne() {
    fixture.add("1.0.0", 0, ToyProfile.good(0x81));
    EcmLane lane = issuer.openLane(loop);

    issuer.networks(
        List.of(
            new io.caskade.api.base.Network(
                MAIN.id(),
                MAIN_ID,
                "another",
                java.time.ZoneOffset.UTC,
                java.time.ZoneOffset.UTC)));

    assertThat(lane.issue(request(MAIN_ID))).isInstanceOf(EcmResult.Unavailable.class);
  }
}
