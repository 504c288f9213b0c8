package io.caskade.rights.management.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.MemoryJournal;
import io.caskade.rights.management.MemoryStore;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final NetworkId NORTH = new NetworkId("north");
  private static final NetworkId SOUTH = new NetworkId("south");
  private static final Caller ANN = Caller.administrator("ann", "console");

  private final MemoryStore store = new MemoryStore();
  private final MemoryJournal journal = new MemoryJournal(store);
  private final Presence presence = new Presence(store, journal, null, null);
  private final InstantSource clock = InstantSource.fixed(NOW);
  private final ChangeIds ids = new ChangeIds(clock, new Random(1));
  private final JournalDesk desk =
      new JournalDesk(presence, new Gate(presence, ids, clock), ids, clock);

  @BeforeEach
  void rowsOfSeveralNetworks() {
    for (int i = 0; i < 3; i++) {
      note(NetworkId.MAIN);
      note(NORTH);
      note(SOUTH);
    }
  }

  @Test
  void showsEverythingToWhoIsBoundToNoNetwork() {
    assertThat(desk.find(ANN, query(Optional.empty(), 100)))
        .extracting(JournalRow::seq)
        .containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(desk.find(ANN, query(Optional.of(NORTH), 2)))
        .extracting(JournalRow::seq)
        .containsExactly(8L, 5L);
  }

  @Test
  void showsABoundCallerItsNetworksAloneNewestFirst() {
    Caller bound = bound(Set.of(NORTH, SOUTH), Set.of(Permission.JOURNAL_READ));
    assertThat(desk.find(bound, query(Optional.empty(), 3)))
        .extracting(JournalRow::seq)
        .containsExactly(9L, 8L, 6L);
    assertThat(desk.find(bound, query(Optional.of(SOUTH), 100))).hasSize(3);
    forbidden(() -> desk.find(bound, query(Optional.of(NetworkId.MAIN), 100)));
    assertThat(store.applied(Note.class).get(9).operation()).isEqualTo("REFUSED");
  }

  @Test
  void refusesWhoMayNotReadTheJournal() {
    Caller billing = bound(Set.of(), Set.of(Permission.CARDS_READ));
    forbidden(() -> desk.find(billing, query(Optional.empty(), 1)));
    forbidden(() -> desk.verify(billing));
    forbidden(() -> desk.export(billing, 1, 9, row -> {}));
    Caller bound = bound(Set.of(NORTH), Set.of(Permission.CARDS_READ));
    forbidden(() -> desk.verify(bound));
  }

  @Test
  void refusesPagesOfImpossibleSize() {
    for (int limit : List.of(0, 1_001)) {
      assertThatExceptionOfType(CaskadeException.class)
          .isThrownBy(() -> desk.find(ANN, query(Optional.empty(), limit)))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FIELD_INVALID));
    }
  }

  @Test
  void exportsWhatStoodBeforeAndLeavesARow() {
    var exported = new ArrayList<Long>();
    desk.export(ANN, 4, Long.MAX_VALUE, row -> exported.add(row.seq()));
    assertThat(exported).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    Note left = store.applied(Note.class).get(9);
    assertThat(left.operation()).isEqualTo("EXPORT");
    assertThat(left.network()).isEqualTo(StoredRecord.HEAD_END);
    assertThat(left.detail()).isEqualTo(Map.of("from", "4", "to", "9"));
    assertThat(left.actor()).isEqualTo(ANN.actor());
  }

  @Test
  void exportsToABoundCallerItsNetworksAlone() {
    Caller bound = bound(Set.of(SOUTH, NORTH), Set.of(Permission.JOURNAL_READ));
    var exported = new ArrayList<Long>();
    desk.export(bound, 1, 6, row -> exported.add(row.seq()));
    assertThat(exported).containsExactly(2L, 3L, 5L, 6L);
    assertThat(store.applied(Note.class).subList(9, 11))
        .extracting(Note::network)
        .containsExactly(NORTH, SOUTH);
  }

  @Test
  void handsCopiesOfTheHeadToTheCheck() {
    var copies = List.of(new JournalArchive.Head(3, "00"));
    assertThat(desk.verify(ANN, copies).rows()).isEqualTo(9);
    assertThat(journal.copies).isEqualTo(copies);
    assertThat(desk.verify(ANN).whole()).isTrue();
    assertThat(journal.copies).isEmpty();
  }

  private void note(NetworkId network) {
    store.apply(
        List.of(
            new Note(
                UUID.randomUUID(),
                NOW,
                new Actor("ann", "console"),
                "SIGN_IN",
                network,
                "",
                "OK",
                Map.of())));
  }

  private static void forbidden(Runnable call) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
  }

  private static Caller bound(Set<NetworkId> networks, Set<Permission> permissions) {
    return new Caller(
        new Actor("bob", "api"), Role.AUDITOR, networks, permissions, Optional.empty());
  }

  private static JournalQuery query(Optional<NetworkId> network, int limit) {
    return new JournalQuery(
        network,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        limit);
  }
}
