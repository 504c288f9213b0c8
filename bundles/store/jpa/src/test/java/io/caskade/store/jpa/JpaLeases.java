package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import io.caskade.store.jpa.leases.DatabaseLeases;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the seam of leases promises, on the database of a subclass. */
abstract class JpaLeases {
  private static final String EMM = "emm 0B000001:1:mux-north.example.net:41000";

  private Rig rig;
  private DatabaseLeases north;
  private DatabaseLeases south;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    north = new DatabaseLeases(() -> rig.backing().source, rig.backing()::whyAbsent);
    south = new DatabaseLeases(() -> rig.backing().source, rig.backing()::whyAbsent);
  }

  @AfterEach
  void close() {
    north.close();
    south.close();
  }

  @Test
  void aRightBelongsToOneProcessAtATime() {
    LeaseRow taken = north.take(EMM, "north", "p1", 0);
    assertThat(taken.belongsTo("north", "p1")).isTrue();
    assertThat(taken.epoch()).isEqualTo(1);
    assertThat(taken.left())
        .isBetween(LeaseStore.TIME_TO_LIVE.minusSeconds(1), LeaseStore.TIME_TO_LIVE);
    LeaseRow seen = south.take(EMM, "south", "p2", 0);
    assertThat(seen.node()).isEqualTo("north");
    assertThat(seen.epoch()).isEqualTo(1);
    pass(14_000);
    assertThat(south.take(EMM, "south", "p2", 0).node()).isEqualTo("north");
    pass(1_001);
    LeaseRow moved = south.take(EMM, "south", "p2", 0);
    assertThat(moved.belongsTo("south", "p2")).isTrue();
    assertThat(moved.epoch()).isEqualTo(2);
    assertThat(north.take(EMM, "north", "p1", 1)).extracting(LeaseRow::node).isEqualTo("south");
  }

  @Test
  void renewalKeepsTheEpochAlsoAfterItRanOut() {
    north.take(EMM, "north", "p1", 0);
    pass(20_000);
    LeaseRow renewed = north.take(EMM, "north", "p1", 1);
    assertThat(renewed.epoch()).isEqualTo(1);
    assertThat(renewed.held()).isTrue();
  }

  @Test
  void anotherProcessOfTheSameNodeIsAnotherOwner() {
    north.take(EMM, "north", "p1", 0);
    assertThat(north.take(EMM, "north", "p9", 0).process()).isEqualTo("p1");
    pass(15_001);
    assertThat(north.take(EMM, "north", "p9", 0).epoch()).isEqualTo(2);
  }

  @Test
  void aNewOwnersEpochPassesWhatWasSeenBeforeADatabaseWasRestored() {
    assertThat(north.take(EMM, "north", "p1", 41).epoch()).isEqualTo(42);
  }

  @Test
  void whatIsGivenBackIsFreeAtOnceAndNobodyGivesBackWhatIsNotHis() {
    north.take(EMM, "north", "p1", 0);
    south.release(EMM, "south", "p2");
    assertThat(south.take(EMM, "south", "p2", 0).node()).isEqualTo("north");
    assertThat(south.leases()).noneMatch(LeaseRow::givenBack);
    north.release(EMM, "north", "p1");
    assertThat(south.leases()).allMatch(LeaseRow::givenBack).noneMatch(LeaseRow::held);
    assertThat(south.take(EMM, "south", "p2", 0).node()).isEqualTo("south");
  }

  @Test
  void aPromiseKeepsTheOwnerFromRenewingAndEverybodyElseAway() {
    assertThat(north.promise(EMM, "south")).as("there is no such right yet").isFalse();
    north.take(EMM, "north", "p1", 0);
    pass(8_000);
    assertThat(north.promise(EMM, "south")).isTrue();
    assertThat(south.leases()).singleElement().extracting(LeaseRow::heir).isEqualTo("south");
    north.take(EMM, "north", "p1", 1);
    pass(7_500);
    assertThat(north.take(EMM, "west", "p3", 0).held()).isFalse();
    LeaseRow moved = south.take(EMM, "south", "p2", 0);
    assertThat(moved.node()).isEqualTo("south");
    assertThat(moved.heir()).as("kept").isEmpty();
    assertThat(moved.epoch()).isEqualTo(2);
  }

  @Test
  void aPromiseToANodeThatNeverComesIsForgotten() {
    north.take(EMM, "north", "p1", 0);
    north.promise(EMM, "south");
    pass(10_001);
    assertThat(north.take(EMM, "north", "p1", 1).held()).isTrue();
    assertThat(north.leases()).singleElement().extracting(LeaseRow::heir).isEqualTo("");
  }

  @Test
  void ofManyThatComeAtOnceOneWins() throws Exception {
    int nodes = 8;
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    List<DatabaseLeases> stores = new ArrayList<>();
    try {
      var together = new CyclicBarrier(nodes);
      List<Callable<LeaseRow>> attempts = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        String node = "node" + i;
        var store = new DatabaseLeases(() -> rig.backing().source, rig.backing()::whyAbsent);
        stores.add(store);
        attempts.add(
            () -> {
              together.await();
              return store.take(EMM, node, "p", 0);
            });
      }
      var owners = new ArrayList<String>();
      for (Future<LeaseRow> answer : threads.invokeAll(attempts)) {
        owners.add(answer.get().node() + answer.get().epoch());
      }
      assertThat(owners.stream().distinct()).hasSize(1);
      assertThat(owners.get(0)).endsWith("1");
    } finally {
      threads.shutdownNow();
      stores.forEach(DatabaseLeases::close);
    }
  }

  @Test
  void aNameBelongsToOneLiveProcess() {
    assertThat(north.announce(card("north", "p1"))).isTrue();
    assertThat(north.announce(card("north", "p1"))).isTrue();
    assertThat(south.announce(card("north", "p2"))).isFalse();
    assertThat(south.nodes()).singleElement().extracting(NodeCard::process).isEqualTo("p1");
    rig.execute("update node set seen_at = seen_at - 15001");
    assertThat(south.nodes()).singleElement().extracting(NodeCard::live).isEqualTo(false);
    assertThat(south.announce(card("north", "p2"))).isTrue();
    assertThat(north.announce(card("north", "p1"))).isFalse();
    south.retire("north", "p2");
    assertThat(north.announce(card("north", "p1"))).isTrue();
    assertThat(north.announce(card("south", "p1"))).isTrue();
    assertThat(north.nodes()).extracting(NodeCard::node).containsExactly("north", "south");
    assertThat(north.nodes()).allMatch(NodeCard::live);
    assertThat(north.nodes().get(0).clockOffset()).isEqualTo(Duration.ofMillis(-7));
  }

  @Test
  void theServersClockIsToldInUtc() {
    assertThat(Duration.between(Instant.now(), north.serverTime()).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aSchemaOfANewerBuildIsNoticed() {
    assertThat(north.unknownChanges()).isEmpty();
    rig.execute(
        "insert into DATABASECHANGELOG"
            + " (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)"
            + " values ('99-future', 'caskade', 'x', current_timestamp, 9999, 'EXECUTED')");
    try {
      assertThat(north.unknownChanges()).containsExactly("99-future");
    } finally {
      rig.execute("delete from DATABASECHANGELOG where ID = '99-future'");
    }
  }

  @Test
  void aBrokenConnectionIsReplacedAndAMissingDatabaseIsSaidToBeMissing() {
    north.take(EMM, "north", "p1", 0);
    rig.wiretap()
        .fail(
            Faults.insteadOf("update lease", new SQLTransientConnectionException("gone", "08006")));
    assertThat(north.take(EMM, "north", "p1", 1).held()).isTrue();
    var source = rig.backing().source;
    rig.backing().source = null;
    try {
      assertThatThrownBy(() -> north.take(EMM, "north", "p1", 1))
          .isInstanceOf(CaskadeException.class)
          .extracting(e -> ((CaskadeException) e).code())
          .isIn(ErrorCode.DATABASE_STARTING, ErrorCode.DATABASE_UNAVAILABLE);
    } finally {
      rig.backing().source = source;
    }
    assertThat(north.take(EMM, "north", "p1", 1).held()).isTrue();
  }

  private static NodeCard card(String node, String process) {
    return new NodeCard(
        node, process, "0.1.0", "host", Duration.ofMillis(-7), Instant.EPOCH, false);
  }

  /** Time passes at the database server. */
  private void pass(long millis) {
    rig.execute(
        "update lease set expires_at = expires_at - %d, heir_until = heir_until - %d"
            .formatted(millis, millis));
  }
}
