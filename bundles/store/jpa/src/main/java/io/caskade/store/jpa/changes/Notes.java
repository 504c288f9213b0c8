package io.caskade.store.jpa.changes;

import io.caskade.api.rights.Note;
import java.util.List;
import javax.persistence.EntityManager;

/** Rows of the journal without a state. */
public final class Notes implements Writer<Note> {
  @Override
  public Class<Note> kind() {
    return Note.class;
  }

  @Override
  public void requireNextVersion(Note note) {
    // There is no version.
  }

  @Override
  public Locked<Note> lock(EntityManager entities, List<Note> notes) {
    return note ->
        new Written(
            true,
            note.operation(),
            null,
            null,
            note.target(),
            note.result(),
            null,
            note.detail().isEmpty() ? null : StateText.of(note.detail()));
  }

  @Override
  public Present<Note> present(EntityManager entities, KnownNetworks networks, List<Note> notes) {
    return note -> {
      // A note asks nothing of the tables: it is in the journal already, or written again.
    };
  }
}
