package io.caskade.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.LeaseSeat;
import io.caskade.api.ops.NodeCard;
import io.caskade.api.ops.StreamLease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and one database in virtual time. */
class PairTest {
  private static final String EMM = "emm 0B000001:1:mux:41000";

  @TempDir private Path folder;
  private long nanos = Duration.ofDays(20_000).toNanos();
  private final SharedTable table = new SharedTable(() -> nanos);
  private Head north;
  private Head south;
  private final List<Head> running = new ArrayList<>();

  /** One process of a node. */
  private final class Head {
    private final SharedTable.Way way = table.seenBy();
    private final AtomicInteger told = new AtomicInteger();
    private final ClusterNode node;
    private final ClusterEndpoint endpoint;
    private Duration clockAhead = Duration.ZERO;
    private final StreamLease lease;

    Head(String name, String process) {
      node =
          new ClusterNode(
              new Identity(name, process, "1.0", name + ".example.net"),
              () -> way,
              () -> {},
              new OwnedFile(folder.resolve(name)),
              this::wall,
              () -> nanos);
      endpoint = new ClusterEndpoint(node, () -> {}, this::wall);
      lease = node.rights().claim(EMM, told::incrementAndGet);
      running.add(this);
    }

    private Instant wall() {
      return Instant.EPOCH.plusNanos(nanos).plus(clockAhead);
    }

    boolean owns() {
      return lease.standing().owns();
    }

    String owner() {
      return lease.standing().owner();
    }

    /** Killed or frozen. */
    void gone() {
      running.remove(this);
    }

    void back() {
      running.add(this);
    }

    void cut() {
      way.cut = ErrorCode.DATABASE_UNAVAILABLE;
    }
  }

  @BeforeEach
  void start() {
    north = new Head("north", "n1");
    pass(0);
    south = new Head("south", "s1");
    pass(1);
  }

  @Test
  void theFirstOwnsTheOtherStandsByAndKnowsWhoOwns() {
    assertThat(north.owns()).isTrue();
    assertThat(south.owns()).isFalse();
    assertThat(south.owner()).isEqualTo("north");
    pass(300);
    assertThat(north.lease.standing()).isEqualTo(new StreamLease.Standing(true, "north", 1));
    assertThat(north.told).hasValue(1);
    assertThat(south.told).hasValue(1);
    assertThat(south.endpoint.state()).isEqualTo(EndpointState.RUNNING);
    assertThat(south.endpoint.peers())
        .singleElement()
        .satisfies(
            peer ->
                assertThat(peer.facts()).containsEntry("node", "north").containsEntry("owns", "1"));
  }

  @Test
  void aKilledOwnerIsReplacedWithinSeventeenSeconds() {
    pass(30);
    north.gone();
    pass(13);
    assertThat(south.owns()).isFalse();
    pass(4);
    assertThat(south.lease.standing()).isEqualTo(new StreamLease.Standing(true, "south", 2));
  }

  @Test
  void aFrozenOwnerStopsAtItsFirstLook() {
    north.gone();
    pass(20);
    assertThat(north.owns()).as("nobody told it yet").isTrue();
    assertThat(south.owns()).isTrue();
    north.back();
    north.node.round();
    assertThat(north.owns()).isFalse();
    assertThat(north.owner()).isEqualTo("south");
    assertThat(north.endpoint.alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.code()).isEqualTo(AlarmCode.LEASE_LOST);
              assertThat(alarm.arguments()).containsExactly(EMM, "south");
            });
    pass(3_601);
    assertThat(north.endpoint.alarms()).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayStopsNobodyAndStartsNobody() {
    cutAll(ErrorCode.DATABASE_UNAVAILABLE);
    pass(3_600);
    assertThat(north.owns()).isTrue();
    assertThat(south.owns()).isFalse();
    assertThat(south.owner()).isEqualTo("north");
    cutAll(null);
    // Whoever comes first: the one that stood by leaves it to the owner to renew.
    south.node.round();
    assertThat(south.owns()).isFalse();
    pass(60);
    assertThat(north.lease.standing().epoch()).isEqualTo(1);
    assertThat(north.endpoint.alarms()).isEmpty();
  }

  @Test
  void anOwnerThatIsCutOffGoesOnUntilItSeesTheOtherOne() {
    north.cut();
    pass(60);
    assertThat(north.owns()).isTrue();
    assertThat(south.owns()).as("two of them: the mux takes one").isTrue();
    north.way.cut = null;
    pass(1);
    assertThat(north.owns()).isFalse();
    assertThat(south.owns()).isTrue();
  }

  @Test
  void afterItsConnectionDiedAnOwnerActsAgainOnlyWhenItIsSeenToBeTheOwner() {
    north.lease.interrupted();
    assertThat(north.owns()).isFalse();
    assertThat(north.owner()).isEmpty();
    north.node.round();
    assertThat(north.owns()).isTrue();
    assertThat(north.lease.standing().epoch()).isEqualTo(1);

    north.gone();
    pass(20);
    north.lease.interrupted();
    north.back();
    north.node.round();
    assertThat(north.owns()).isFalse();
    assertThat(north.owner()).isEqualTo("south");
  }

  @Test
  void afterItsConnectionDiedAnOwnerGoesOnWhenTheDatabaseIsAwayToo() {
    cutAll(ErrorCode.DATABASE_UNAVAILABLE);
    north.lease.interrupted();
    assertThat(north.owns()).isFalse();
    pass(1);
    assertThat(north.owns()).isTrue();
    south.lease.interrupted();
    pass(1);
    assertThat(south.owns()).isFalse();
  }

  @Test
  void withoutADatabaseAtBootWhoOwnedGoesOnAndTheOtherWaits() {
    pass(1);
    north.gone();
    south.gone();
    Head northAgain = new Head("north", "n2");
    Head southAgain = new Head("south", "s2");
    northAgain.way.cut = ErrorCode.DATABASE_STARTING;
    southAgain.way.cut = ErrorCode.DATABASE_STARTING;
    pass(5);
    assertThat(northAgain.owns()).as("it is asked first").isFalse();
    northAgain.cut();
    southAgain.cut();
    pass(1);
    assertThat(northAgain.owns()).isTrue();
    pass(3_600);
    assertThat(southAgain.owns()).isFalse();

    northAgain.way.cut = null;
    southAgain.way.cut = null;
    southAgain.node.round();
    pass(60);
    assertThat(northAgain.owns()).isTrue();
    assertThat(southAgain.owner()).isEqualTo("north");
  }

  @Test
  void aDatabaseThatStartsForEverCountsAsAway() {
    north.gone();
    Head again = new Head("north", "n2");
    again.way.cut = ErrorCode.DATABASE_STARTING;
    pass(14);
    assertThat(again.owns()).isFalse();
    pass(2);
    assertThat(again.owns()).isTrue();
  }

  @Test
  void anOperatorForcesTheOtherOneWhileTheDatabaseIsAwayAndNotOtherwise() {
    assertThatThrownBy(() -> south.node.force(EMM)).satisfies(is(ErrorCode.LEASE_HELD));
    assertThatThrownBy(() -> south.node.force("emm x")).satisfies(is(ErrorCode.LEASE_UNKNOWN));
    north.gone();
    south.cut();
    pass(60);
    assertThat(south.owns()).isFalse();
    south.node.force(EMM);
    assertThat(south.owns()).isTrue();
    pass(60);
    assertThat(south.owns()).isTrue();
    south.way.cut = null;
    pass(1);
    assertThat(south.lease.standing().epoch()).isEqualTo(2);
  }

  @Test
  void anOperatorMovesIt() {
    assertThatThrownBy(() -> south.node.handOver(EMM, "west"))
        .satisfies(is(ErrorCode.NODE_UNKNOWN));
    assertThatThrownBy(() -> south.node.handOver("emm x", "south"))
        .satisfies(is(ErrorCode.LEASE_UNKNOWN));
    south.node.handOver(EMM, "south");
    pass(1);
    assertThat(north.owns()).as("it stops first").isFalse();
    assertThat(south.owns()).isFalse();
    pass(4);
    assertThat(south.owns()).isTrue();
    assertThat(north.owner()).isEqualTo("south");
    assertThat(north.endpoint.alarms()).as("that was planned").isEmpty();
    pass(120);
    assertThat(south.owns()).isTrue();
    assertThat(south.lease.standing().epoch()).isEqualTo(2);
  }

  @Test
  void aNodeThatIsStoppedHandsOverAtOnceAndTakesNothingUntilItIsStarted() {
    north.endpoint.stop();
    pass(4);
    assertThat(north.owns()).isFalse();
    assertThat(south.owns()).isTrue();
    assertThat(north.endpoint.state()).isEqualTo(EndpointState.STOPPED);
    south.gone();
    pass(60);
    assertThat(north.owns()).isFalse();
    north.endpoint.start();
    pass(1);
    assertThat(north.owns()).isTrue();
  }

  @Test
  void whatIsNotClaimedAnyMoreIsFreeAtOnce() {
    north.lease.close();
    north.lease.close();
    pass(1);
    assertThat(south.owns()).isTrue();
    north.node.leave();
    assertThat(south.way.nodes().get(0).live()).isFalse();
  }

  @Test
  void aHeadEndThatIsAloneAgainOwnsEverything() {
    south.node.beAlone();
    assertThat(south.owns()).isTrue();
    assertThat(south.told).hasValue(2);
    assertThat(south.node.rights().claim("jobs", () -> {}).standing().owns()).isTrue();
  }

  @Test
  void anExchangedBundleOfTheSameProcessGoesOnWithoutAPause() {
    pass(1);
    north.gone();
    Head again = new Head("north", "n1");
    assertThat(again.owns()).isTrue();
    pass(60);
    assertThat(again.lease.standing().epoch()).isEqualTo(1);
  }

  @Test
  void aKilledNodeThatComesBackAtOnceWaitsForItsNameWithoutAnAlarm() {
    pass(1);
    north.gone();
    Head again = new Head("north", "n2");
    for (int second = 0; second < 14; second++) {
      pass(1);
      assertThat(again.owns()).isFalse();
      assertThat(again.endpoint.alarms()).isEmpty();
    }
    pass(10);
    assertThat(again.owns() || south.owns()).isTrue();
    assertThat(again.endpoint.alarms()).isEmpty();
    assertThat(again.endpoint.state()).isEqualTo(EndpointState.RUNNING);
  }

  @Test
  void aSecondHeadEndOfTheSameNameIsRefusedAndChangesNothing() {
    Head twin = new Head("north", "n9");
    pass(25);
    assertThat(twin.owns()).isFalse();
    assertRefused(twin, "another live head-end has the name north");
    assertThat(north.owns()).isTrue();
    assertThat(table.seenBy().nodes()).extracting(NodeCard::process).containsExactly("n1", "s1");
    north.gone();
    south.gone();
    pass(40);
    assertThat(twin.owns()).as("the name and the right are free").isTrue();
    assertThat(twin.endpoint.alarms()).isEmpty();
  }

  @Test
  void aNodeWithAWrongClockIsRefusedAndChangesNothing() {
    north.gone();
    south.gone();
    Head west = new Head("west", "w1");
    west.clockAhead = Duration.ofMillis(-2_100);
    pass(60);
    assertThat(west.owns()).isFalse();
    assertRefused(west, "its clock is 2.1 s behind the database's, more than 2 s");
    assertThat(table.seenBy().nodes()).extracting(NodeCard::node).containsExactly("north", "south");
    west.clockAhead = Duration.ofMillis(1_900);
    pass(11);
    assertThat(west.owns()).isTrue();
    assertThat(table.seenBy().nodes().get(2).clockOffset()).isEqualTo(Duration.ofMillis(1_900));
  }

  @Test
  void aClockThatGoesWrongStopsNobodyWhoActs() {
    north.clockAhead = Duration.ofSeconds(10);
    pass(60);
    assertThat(north.owns()).isTrue();
    assertRefused(north, "its clock is 10.0 s ahead of the database's, more than 2 s");
  }

  @Test
  void anOldBuildIsRefusedAndChangesNothing() {
    north.gone();
    south.gone();
    table.unknownChanges = List.of("9-future");
    Head west = new Head("west", "w1");
    pass(60);
    assertThat(west.owns()).isFalse();
    assertRefused(west, "its build 1.0 is older than the database, which knows 9-future");
    assertThat(table.seenBy().nodes()).extracting(NodeCard::node).containsExactly("north", "south");
  }

  @Test
  void aRestoredDatabaseMovesNothingAndEpochsStillGrow() {
    north.node.handOver(EMM, "south");
    pass(10);
    assertThat(south.lease.standing().epoch()).isEqualTo(2);
    table.forgetLeases();
    south.node.round();
    pass(5);
    assertThat(south.owns()).isTrue();
    assertThat(south.lease.standing().epoch()).isEqualTo(3);
    assertThat(north.owns()).isFalse();
  }

  @Test
  void aDamagedFileIsNotBelieved() throws Exception {
    Files.writeString(folder.resolve("north"), "n1\nno tab here\n");
    north.gone();
    Head again = new Head("north", "n2");
    again.cut();
    pass(60);
    assertThat(again.owns()).isFalse();
  }

  @Test
  void aSeatKeepsItsStandingWhileTheLeasesAreExchanged() {
    var changes = new AtomicInteger();
    var seat = new LeaseSeat(EMM, changes::incrementAndGet);
    assertThat(seat.owns()).as("alone").isTrue();
    seat.bind(south.node.rights());
    pass(1);
    assertThat(seat.owns()).isFalse();
    seat.unbind(south.node.rights());
    assertThat(seat.owns()).isFalse();
    assertThat(seat.standing().owner()).isEqualTo("north");
    seat.bind(south.node.rights());
    seat.rename("jobs");
    pass(15);
    assertThat(seat.owns()).isTrue();
    assertThat(changes.get()).isGreaterThanOrEqualTo(4);
    seat.close();
  }

  private static java.util.function.Consumer<Throwable> is(ErrorCode code) {
    return failure -> assertThat(((CaskadeException) failure).code()).isEqualTo(code);
  }

  private static void assertRefused(Head head, String reason) {
    assertThat(head.endpoint.state()).isEqualTo(EndpointState.FAILED);
    assertThat(head.endpoint.alarms())
        .filteredOn(alarm -> alarm.code() == AlarmCode.NODE_REFUSED)
        .singleElement()
        .extracting(Alarm::arguments)
        .isEqualTo(List.of(reason));
  }

  private void cutAll(@org.jspecify.annotations.Nullable ErrorCode why) {
    running.forEach(head -> head.way.cut = why);
  }

  /** Seconds pass; each head-end looks once a second. */
  private void pass(int seconds) {
    for (int second = 0; second <= seconds; second++) {
      if (second > 0) {
        nanos += Duration.ofSeconds(1).toNanos();
      }
      List.copyOf(running).forEach(head -> head.node.round());
    }
  }
}
