package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes work in the order in which {@link WorkReader} reads it. */
final class WorkWriter {
  private final DataOutputStream out;
  private final boolean frozen;

  /**
   * @param frozen the rows stand apart, so a selection is left out
   */
  WorkWriter(DataOutputStream out, boolean frozen) {
    this.out = out;
    this.frozen = frozen;
  }

  void write(BulkWork work) throws IOException {
    out.writeUTF(work.name());
    if (work instanceof BulkWork.AddRange add) {
      serial(add.first());
      out.writeInt(add.count());
      out.writeUTF(add.status().name());
      out.writeUTF(add.region());
      sold(add.sold());
    } else if (work instanceof BulkWork.Change change) {
      selection(change.cards());
      edit(change.edit());
    } else if (work instanceof BulkWork.Extend extend) {
      selection(extend.cards());
      out.writeLong(extend.by().toSeconds());
    } else if (work instanceof BulkWork.Turn turn) {
      selection(turn.cards());
      out.writeUTF(turn.operation().name());
    } else if (work instanceof BulkWork.Synchronise synchronise) {
      out.writeUTF(synchronise.unlisted().name());
      out.writeInt(synchronise.cards().size());
      for (BulkWork.BilledCard card : synchronise.cards()) {
        billed(card);
      }
    }
  }

  private void selection(BulkWork.CardSelection selection) throws IOException {
    boolean asked = !frozen && selection instanceof BulkWork.CardSelection.Query;
    out.writeBoolean(asked);
    if (selection instanceof BulkWork.CardSelection.Query query && asked) {
      query(query.query());
    } else if (selection instanceof BulkWork.CardSelection.Serials serials && !frozen) {
      Rows.of(serials.serials()).write(out);
    } else {
      Rows.of(List.of()).write(out);
    }
  }

  private void query(CardQuery query) throws IOException {
    text(query.text());
    out.writeInt(query.statuses().size());
    for (CardStatus status : query.statuses()) {
      out.writeUTF(status.name());
    }
    out.writeInt(query.products().bits());
    text(query.region());
    text(query.subscriber());
    instant(query.finishFrom());
    instant(query.finishBefore());
  }

  private void edit(CardEdit edit) throws IOException {
    out.writeBoolean(edit.windows().isPresent());
    if (edit.windows().isPresent()) {
      windows(edit.windows().get());
    }
    flag(edit.paired());
    flag(edit.protectedCard());
    text(edit.region());
    out.writeBoolean(edit.subscriber().isPresent());
    if (edit.subscriber().isPresent()) {
      text(edit.subscriber().get());
    }
    out.writeBoolean(edit.setTopBox().isPresent());
    if (edit.setTopBox().isPresent()) {
      text(edit.setTopBox().get());
    }
    out.writeBoolean(edit.parent().isPresent());
    if (edit.parent().isPresent()) {
      text(edit.parent().get().map(CardSerial::toString));
    }
  }

  private void billed(BulkWork.BilledCard card) throws IOException {
    serial(card.serial());
    windows(card.windows());
    text(card.subscriber());
    out.writeBoolean(card.suspended());
  }

  private void sold(Sold sold) throws IOException {
    windows(sold.windows());
    out.writeBoolean(sold.paired());
    instant(sold.freeUntil());
    out.writeBoolean(sold.protectedCard());
  }

  private void windows(List<Window> windows) throws IOException {
    out.writeInt(windows.size());
    for (Window window : windows) {
      out.writeInt(window.products().bits());
      instant(window.start());
      instant(window.finish());
    }
  }

  private void serial(CardSerial serial) throws IOException {
    out.writeInt((int) serial.value());
  }

  private void instant(Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private void instant(Optional<Instant> instant) throws IOException {
    out.writeBoolean(instant.isPresent());
    if (instant.isPresent()) {
      instant(instant.get());
    }
  }

  private void text(Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeUTF(text.get());
    }
  }

  private void flag(Optional<Boolean> flag) throws IOException {
    out.writeBoolean(flag.isPresent());
    if (flag.isPresent()) {
      out.writeBoolean(flag.get());
    }
  }
}
