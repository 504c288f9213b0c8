package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import io.caskade.api.rights.replica.Pulled;
import io.caskade.store.jpa.replica.DatabaseReplica;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The database of a subclass is the active one; one of H2 follows it. */
abstract class JpaReplica {
  private static final NetworkId MAIN = NetworkId.MAIN;
  private static final NetworkId NORTH = new NetworkId("north");
  private static final Duration NOW = Duration.ZERO;

  /** A store and what follows, or is followed, of it. */
  private static final class Side implements AutoCloseable {
    final Rig rig;
    final DatabaseReplica replica;
    private Map<String, Octets> digests = Map.of();
    private Instant since = Instant.EPOCH;

    Side(Rig rig) {
      this.rig = rig;
      replica =
          new DatabaseReplica(
              rig::pool, () -> new CaskadeException(ErrorCode.DATABASE_STARTING, "of this test"));
      rig.backing().writes = replica;
    }

    static Side fresh() {
      return new Side(JpaDump.fresh());
    }

    PullRequest request(boolean everything) {
      return new PullRequest(replica.head(), digests, since, everything);
    }

    void pull(Side active, Instant now) throws IOException {
      take(request(false), round(active, request(false), now));
    }

    void take(PullRequest request, byte[] round) throws IOException {
      Pulled pulled = replica.receive(request, new ByteArrayInputStream(round));
      digests = pulled.digests();
      since = pulled.at().minusSeconds(5);
    }

    /** What is in it, with what waits for its seal, wherever that is kept. */
    List<String> content() throws Exception {
      var rows = new ArrayList<>(JpaDump.rows(rig));
      rows.replaceAll(row -> row.replace("replica_unsealed[", "journal_unsealed["));
      rig.rows("select tx from replica_unsealed").forEach(tx -> rows.add("waits " + tx));
      rows.removeIf(row -> row.startsWith("journal_unsealed"));
      rig.rows("select tx from journal_unsealed").forEach(tx -> rows.add("waits " + tx));
      rows.sort(null);
      return rows;
    }

    @Override
    public void close() {
      rig.close();
    }
  }

  private static byte[] round(Side active, PullRequest request, Instant now) throws IOException {
    var bytes = new ByteArrayOutputStream();
    active.replica.send(request, now, bytes);
    return bytes.toByteArray();
  }

  private static RecordChange change(
      @Nullable StoredRecord before, @Nullable StoredRecord after, boolean journalled) {
    return new RecordChange(
        UUID.randomUUID(),
        Cards.AT,
        new Actor("ann", "console"),
        "CHANGE",
        before,
        after,
        Map.of(),
        journalled);
  }

  private static Subscriber subscriber(int id, long version, String name) {
    return new Subscriber(
        MAIN,
        "s" + id,
        version,
        name,
        "C-" + id,
        "Rudaki 1",
        "Somoni 3",
        List.of("+992 1"),
        "ann@example.net",
        "",
        "north",
        List.of("vip"),
        false,
        Cards.AT);
  }

  private static Job job(int id, long version, Instant at) {
    return new Job(
        MAIN,
        "j" + id,
        version,
        "extend",
        JobState.RUNNING,
        1_000,
        (int) version,
        0,
        List.of(),
        Octets.of(new byte[100]),
        new Actor("ann", "console"),
        at,
        at);
  }

  /** What an operator does all day, at random. */
  private static final class Day {
    private final Random random;
    private final Side active;
    private final List<Card> cards = new ArrayList<>();
    private final List<Subscriber> people = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final Map<String, ReceiverAccount> receivers = new HashMap<>();
    private Instant now = Cards.AT;

    Day(Side active, long seed) {
      this.active = active;
      this.random = new Random(seed);
      apply(Networks.change("ADD", Networks.network("north", 0x0B01), 1).get(0));
    }

    Instant step() {
      now = now.plusSeconds(1);
      switch (random.nextInt(10)) {
        case 0 -> addCards();
        case 1, 2 -> changeCards();
        case 3 -> addPerson();
        case 4 -> changePerson();
        case 5 -> addJob();
        case 6 -> progress();
        case 7, 8 -> moveReceiver();
        default -> answer();
      }
      if (random.nextInt(3) > 0) {
        active.rig.settle();
      }
      return now;
    }

    private void apply(StateChange... changes) {
      active.rig.store().apply(List.of(changes));
    }

    private void addCards() {
      for (int i = random.nextInt(4); i >= 0; i--) {
        Card card = Cards.card(100_000L + cards.size());
        cards.add(card);
        apply(Cards.add(card));
      }
    }

    private void changeCards() {
      for (int i = 0; i < cards.size(); i++) {
        if (random.nextBoolean()) {
          Card next = Cards.next(cards.get(i), random.nextInt(1_000));
          Urgency urgency = random.nextBoolean() ? Urgency.BULK : Urgency.SINGLE;
          apply(Cards.change(cards.get(i), next, urgency));
          cards.set(i, next);
        }
      }
    }

    private void addPerson() {
      Subscriber one = subscriber(people.size() + 1_000 * random.nextInt(1_000), 1, "Ann");
      if (people.stream().noneMatch(known -> known.id().equals(one.id()))) {
        people.add(one);
        apply(change(null, one, true));
      }
    }

    private void changePerson() {
      if (people.isEmpty()) {
        return;
      }
      int at = random.nextInt(people.size());
      Subscriber before = people.get(at);
      if (random.nextInt(3) == 0) {
        people.remove(at);
        apply(change(before, null, true));
        return;
      }
      int id = Integer.parseInt(before.id().substring(1));
      Subscriber after = subscriber(id, before.version() + 1, "Bob " + random.nextInt());
      people.set(at, after);
      apply(change(before, after, true));
    }

    private void addJob() {
      Job job = job(jobs.size(), 1, now);
      jobs.add(job);
      apply(change(null, job, random.nextBoolean()));
    }

    private void progress() {
      if (!jobs.isEmpty()) {
        int at = random.nextInt(jobs.size());
        Job before = jobs.get(at);
        Job after =
            new Job(
                MAIN,
                before.id(),
                before.version() + 1,
                "extend",
                JobState.RUNNING,
                1_000,
                before.done() + 1,
                0,
                List.of("1: x"),
                before.payload(),
                before.startedBy(),
                before.createdAt(),
                now);
        jobs.set(at, after);
        apply(change(before, after, false));
      }
    }

    /** A name goes from network to network, which holds it once. */
    private void moveReceiver() {
      String name = "r" + random.nextInt(3);
      ReceiverAccount before = receivers.get(name);
      NetworkId next = random.nextBoolean() ? MAIN : NORTH;
      var after =
          new ReceiverAccount(
              next,
              name,
              before != null && before.network().equals(next) ? before.version() + 1 : 1,
              new CardSerial(random.nextInt(9)),
              new WrappedKey(Octets.parseHex("0102")),
              ReceiverRules.DEFAULT,
              random.nextBoolean());
      receivers.put(name, after);
      if (before == null || before.network().equals(next)) {
        apply(change(before, after, true));
      } else {
        apply(change(before, null, true), change(null, after, true));
      }
    }

    private void answer() {
      apply(
          change(
              null,
              new AnsweredRequest(
                  MAIN,
                  UUID.randomUUID().toString(),
                  1,
                  Octets.parseHex("00FF"),
                  201,
                  "\"1\"",
                  "/x",
                  Octets.of(new byte[10]),
                  now),
              false));
    }
  }

  @Test
  void isWhatTheActiveOneWasAtAnInstantAfterEachRound(Rig first) throws Exception {
    for (int seed = 0; seed < 5; seed++) {
      first.empty();
      var active = new Side(first);
      try (Side standby = Side.fresh()) {
        standby.replica.follow(1, "north", NOW);
        var day = new Day(active, seed);
        for (int i = 0; i < 40; i++) {
          Instant now = day.step();
          if (day.random.nextInt(3) == 0) {
            standby.pull(active, now);
            assertThat(standby.content())
                .as("seed %d, step %d", seed, i)
                .isEqualTo(active.content());
            assertThat(standby.replica.head()).isEqualTo(active.replica.head());
          }
        }
        first.settle();
        standby.pull(active, day.now);
        assertThat(standby.content()).isEqualTo(active.content());
        assertThat(standby.rig.verified()).isEqualTo(first.verified());
      }
    }
  }

  @Test
  void whatWaitedForItsSealGetsItWhenTheStandbyLeads(Rig first) throws Exception {
    var active = new Side(first);
    first.store().apply(Cards.adds(0, 20));
    first.settle();
    first.store().apply(Cards.adds(100, 3));
    try (Side standby = Side.fresh()) {
      standby.replica.follow(1, "north", NOW);
      standby.pull(active, Cards.AT);
      standby.rig.settle();
      assertThat(standby.replica.head().seq()).as("not its sealer's work").isEqualTo(20);
      standby.replica.lead(2);
      standby.rig.settle();
      assertThat(standby.rig.verified()).isEqualTo(23);
      standby.rig.store().apply(Cards.adds(200, 1));
      standby.rig.settle();
      assertThat(standby.rig.verified()).isEqualTo(24);
      // The former active one sealed them itself, perhaps in another order, and comes back.
      first.settle();
      assertThat(first.verified()).isEqualTo(23);
    }
  }

  @Test
  void takesNoChangesWhileItFollowsAlsoAfterAStart(Rig first) throws Exception {
    var active = new Side(first);
    try (Side standby = Side.fresh()) {
      standby.replica.follow(1, "north", NOW);
      standby.pull(active, Cards.AT);
      List<String> before = standby.content();
      assertRefused(standby, "north");
      assertRefused(new Side(standby.rig), "north");
      assertThat(standby.content()).isEqualTo(before);
      new Side(standby.rig).replica.lead(2);
      standby.rig.store().apply(Cards.adds(0, 1));
      // An active one waits for the word of the other node after each start.
      assertRefused(new Side(standby.rig), "asks the other node");
      var again = new Side(standby.rig);
      again.replica.leave();
      standby.rig.store().apply(Cards.adds(1, 1));
      assertThat(new Side(standby.rig).replica.standing().member()).isFalse();
    }
  }

  private static void assertRefused(Side side, String why) {
    assertThatThrownBy(() -> side.rig.store().apply(Cards.adds(900, 1)))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.STANDBY_REFUSES);
              assertThat(refusal).hasMessageContaining(why);
            });
  }

  @Test
  void refusesToFollowWhereTheJournalsWentDifferentWays(Rig first) throws Exception {
    var active = new Side(first);
    first.store().apply(Cards.adds(0, 5));
    first.settle();
    try (Side standby = Side.fresh()) {
      standby.replica.follow(1, "north", NOW);
      standby.pull(active, Cards.AT);
      ChainPosition common = standby.replica.head();
      standby.replica.lead(2);
      standby.rig.store().apply(Cards.adds(50, 2));
      standby.rig.settle();
      first.store().apply(Cards.adds(70, 3));
      first.settle();
      List<String> before = first.rows("select seq, hash from journal_seal order by seq");

      assertThatThrownBy(() -> round(standby, active.request(false), Cards.AT))
          .isInstanceOfSatisfying(
              CaskadeException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_DIVERGED));
      assertThat(first.rows("select seq, hash from journal_seal order by seq")).isEqualTo(before);
      assertThat(standby.replica.known(active.replica.changesAfter(common.seq(), 100))).isEmpty();
      assertThat(active.replica.changesAfter(common.seq(), 100)).hasSize(3);

      // By an operator's word it is made anew.
      active.replica.follow(2, "south", NOW);
      active.take(active.request(true), round(standby, active.request(true), Cards.AT));
      assertThat(active.content()).isEqualTo(standby.content());
      assertThat(first.verified()).isEqualTo(7);
    }
  }

  @Test
  void theSameChangesInAnotherOrderAreTakenFromTheActiveOne(Rig first) throws Exception {
    var active = new Side(first);
    first.store().apply(Cards.adds(0, 5));
    first.settle();
    first.store().apply(Cards.adds(10, 1));
    first.store().apply(Cards.adds(20, 1));
    try (Side standby = Side.fresh()) {
      standby.replica.follow(1, "north", NOW);
      standby.pull(active, Cards.AT);
      ChainPosition common = standby.replica.head();
      // The same two changes, sealed in two orders.
      first.execute("update journal_unsealed set tx = -tx");
      first.execute(
          "update journal_change set tx = -tx where tx in (select -tx from journal_unsealed)");
      first.settle();
      standby.replica.lead(2);
      standby.rig.settle();
      assertThat(standby.replica.head()).isNotEqualTo(active.replica.head());
      assertThat(standby.replica.known(active.replica.changesAfter(common.seq(), 10))).hasSize(2);

      active.replica.follow(2, "south", NOW);
      var request = new PullRequest(common, Map.of(), Instant.EPOCH, false);
      active.take(request, round(standby, request, Cards.AT));
      assertThat(active.replica.head()).isEqualTo(standby.replica.head());
      assertThat(first.verified()).isEqualTo(7);
    }
  }

  @Test
  void aDamagedRoundChangesNothing(Rig first) throws Exception {
    var active = new Side(first);
    first.store().apply(Cards.adds(0, 30));
    first.settle();
    try (Side standby = Side.fresh()) {
      standby.replica.follow(1, "north", NOW);
      standby.pull(active, Cards.AT);
      first.store().apply(Cards.adds(100, 30));
      first.settle();
      byte[] whole = round(active, standby.request(false), Cards.AT);
      List<String> before = standby.content();
      var random = new Random(11);
      for (int i = 0; i < 60; i++) {
        byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length));
        assertThatThrownBy(() -> standby.take(standby.request(false), broken))
            .isInstanceOf(CaskadeException.class);
        assertThat(standby.content()).isEqualTo(before);
      }
      // A changed row of the journal does not fit its hash.
      byte[] forged = whole.clone();
      int actor = new String(forged, StandardCharsets.ISO_8859_1).indexOf("2026");
      assertThat(actor).isPositive();
      forged[actor] = '3';
      assertThatThrownBy(() -> standby.take(standby.request(false), forged))
          .isInstanceOf(CaskadeException.class);
      assertThat(standby.content()).isEqualTo(before);
      standby.take(standby.request(false), whole);
      assertThat(standby.rig.verified()).isEqualTo(60);
    }
  }

  @Test
  void forgetsWhatTheActiveOneTrimmed(Rig first) throws Exception {
    var active = new Side(first);
    first.store().apply(Cards.adds(0, 30));
    first.settle();
    try (Side standby = Side.fresh()) {
      standby.replica.follow(1, "north", NOW);
      standby.pull(active, Cards.AT);
      assertThat(first.archive().trim(Cards.AT.plusSeconds(1))).isEqualTo(30);
      first.store().apply(Cards.adds(100, 2));
      first.settle();
      standby.pull(active, Cards.AT);
      assertThat(standby.content()).isEqualTo(active.content());
      assertThat(standby.rig.verified()).isEqualTo(2);
    }
  }
}
