package io.caskade.store.jpa.records;

import io.caskade.api.rights.people.SetTopBox;
import java.util.List;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A set-top box as a row. */
@Entity(name = "SetTopBox")
@Table(name = "set_top_box")
class SetTopBoxEntity extends RecordEntity<SetTopBox> {
  @Column(name = "model")
  private String model;

  @Column(name = "subscriber_id")
  private @Nullable String subscriber;

  @Column(name = "blacklisted")
  private int blacklisted;

  @Column(name = "notes")
  private String notes;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected SetTopBoxEntity() {}

  @Override
  void take(@Nullable SetTopBox before, SetTopBox after) {
    model = Columns.text("model", after.model(), 190);
    subscriber = after.subscriber().orElse(null);
    blacklisted = Columns.truth(after.blacklisted());
    notes = Columns.text("notes", after.notes(), 4000);
  }

  @Override
  SetTopBox toRecord() {
    return new SetTopBox(
        network(),
        id(),
        version(),
        model,
        Optional.ofNullable(subscriber),
        blacklisted != 0,
        notes);
  }

  @Override
  List<String> words() {
    return List.of(id(), model);
  }
}
