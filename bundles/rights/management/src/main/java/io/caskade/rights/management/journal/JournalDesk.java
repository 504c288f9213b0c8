package io.caskade.rights.management.journal;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands out rows of the journal; a caller who is bound to networks gets only theirs. */
@Component(service = JournalManagement.class)
public final class JournalDesk implements JournalManagement {
  private static final int MOST = 1_000;

  private final Presence presence;
  private final Gate gate;
  private final ChangeIds ids;
  private final InstantSource clock;

  /** Made by Declarative Services. */
  @Activate
  public JournalDesk(@Reference Presence presence, @Reference Gate gate, @Reference ChangeIds ids) {
    this(presence, gate, ids, InstantSource.system());
  }

  public JournalDesk(Presence presence, Gate gate, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.gate = gate;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException FORBIDDEN, FIELD_INVALID, DATABASE_UNAVAILABLE
   */
  @Override
  public List<JournalRow> find(Caller caller, JournalQuery query) {
    List<NetworkId> scope = query.network().map(List::of).orElseGet(() -> networks(caller));
    scope.forEach(network -> gate.require(caller, Permission.JOURNAL_READ, network));
    FieldRules.require(query.limit() >= 1 && query.limit() <= MOST, "limit", "1 to " + MOST);
    if (query.network().isPresent() || caller.networks().isEmpty()) {
      return presence.journal().rows(query);
    }
    return scope.stream()
        .flatMap(network -> presence.journal().rows(within(query, network)).stream())
        .sorted(Comparator.comparingLong(JournalRow::seq).reversed())
        .limit(query.limit())
        .toList();
  }

  @Override
  public JournalArchive.Verdict verify(Caller caller) {
    return verify(caller, List.of());
  }

  @Override
  public JournalArchive.Verdict verify(Caller caller, List<JournalArchive.Head> copies) {
    networks(caller).forEach(network -> gate.require(caller, Permission.JOURNAL_READ, network));
    return presence.journal().verify(copies);
  }

  @Override
  public void export(Caller caller, long fromSeq, long toSeq, Consumer<JournalRow> consumer) {
    List<NetworkId> scope = networks(caller);
    scope.forEach(network -> gate.require(caller, Permission.JOURNAL_READ, network));
    // The rows that stand now: what is written meanwhile, such as the row of this export, is not
    // run after.
    long last = Math.min(toSeq, head());
    note(caller, scope, fromSeq, last);
    presence
        .journal()
        .read(
            fromSeq,
            last,
            row -> {
              if (caller.sees(row.network())) {
                consumer.accept(row);
              }
            });
  }

  private void note(Caller caller, List<NetworkId> scope, long fromSeq, long toSeq) {
    var notes = new ArrayList<Note>();
    for (NetworkId network : scope) {
      notes.add(
          new Note(
              notes.isEmpty() ? ids.of(caller) : ids.of(caller, notes.size()),
              clock.instant(),
              caller.actor(),
              "EXPORT",
              network,
              "journal:",
              "OK",
              Map.of("from", Long.toString(fromSeq), "to", Long.toString(toSeq))));
    }
    presence.store().apply(notes);
  }

  private long head() {
    var newest =
        new JournalQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            1);
    return presence.journal().rows(newest).stream()
        .mapToLong(JournalRow::seq)
        .findFirst()
        .orElse(0);
  }

  /** Those that the caller is bound to; the head-end as a whole for one who is bound to none. */
  private static List<NetworkId> networks(Caller caller) {
    return caller.networks().isEmpty()
        ? List.of(StoredRecord.HEAD_END)
        : caller.networks().stream().sorted().toList();
  }

  private static JournalQuery within(JournalQuery query, NetworkId network) {
    return new JournalQuery(
        Optional.of(network),
        query.from(),
        query.to(),
        query.actor(),
        query.operation(),
        query.target(),
        query.before(),
        query.limit());
  }
}
