package io.caskade.rights.management.answers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what faces do by themselves. */
@Component(service = JournalNotes.class)
public final class FaceNotes implements JournalNotes {
  private static final Logger LOG = LoggerFactory.getLogger(FaceNotes.class);

  private final Presence presence;
  private final Gate gate;
  private final ChangeIds ids;
  private final InstantSource clock;

  /** Made by Declarative Services. */
  @Activate
  public FaceNotes(@Reference Presence presence, @Reference Gate gate, @Reference ChangeIds ids) {
    this(presence, gate, ids, InstantSource.system());
  }

  public FaceNotes(Presence presence, Gate gate, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.gate = gate;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public CaskadeException refused(Caller caller, String needed, NetworkId network) {
    return gate.refused(caller, needed, network);
  }

  @Override
  public void done(Caller caller, String operation, String target, Map<String, String> detail) {
    try {
      var note =
          new Note(
              ids.next(),
              clock.instant(),
              caller.actor(),
              operation,
              StoredRecord.HEAD_END,
              target,
              "OK",
              detail);
      presence.store().apply(List.of(note));
    } catch (CaskadeException e) {
      LOG.warn(
          "{} did {} with {}; the journal could not be written: {}",
          caller.actor().name(),
          operation,
          target,
          e.getMessage());
    }
  }
}
