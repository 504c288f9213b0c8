package io.caskade.store.jpa.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Duration keep = Duration.ofDays(731);
  private final Trimmed archive = new Trimmed();
  private final Retention retention = new Retention(archive, () -> now, () -> keep);

  @Test
  void trimsOnceADay() {
    retention.runWhenDue();
    now = now.plus(Duration.ofHours(23));
    retention.runWhenDue();
    assertThat(archive.before).containsExactly(Instant.parse("2024-11-20T12:00:00Z"));
    now = now.plus(Duration.ofHours(1));
    retention.runWhenDue();
    assertThat(archive.before)
        .containsExactly(
            Instant.parse("2024-11-20T12:00:00Z"), Instant.parse("2024-11-21T12:00:00Z"));
  }

  @Test
  void triesAgainWhenTheDatabaseWasAway() {
    archive.away = true;
    retention.runWhenDue();
    archive.away = false;
    now = now.plus(Duration.ofHours(1));
    retention.runWhenDue();
    assertThat(archive.before).hasSize(2);
  }

  @Test
  void goesOnAfterAnErrorOfItsOwn() {
    archive.broken = true;
    retention.runWhenDue();
    archive.broken = false;
    retention.runWhenDue();
    assertThat(archive.before).hasSize(2);
  }

  @Test
  void keepsEverythingWhenNothingIsSet() {
    keep = Duration.ZERO;
    retention.runWhenDue();
    assertThat(archive.before).isEmpty();
    keep = Duration.ofDays(1);
    retention.runWhenDue();
    assertThat(archive.before).as("the setting is read each time").hasSize(1);
  }

  /** Notes what it is asked to trim. */
  private static final class Trimmed implements JournalArchive {
    final List<Instant> before = new ArrayList<>();
    boolean away;
    boolean broken;

    @Override
    public long trim(Instant instant) {
      before.add(instant);
      if (away) {
        throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "away");
      }
      if (broken) {
        throw new IllegalStateException("broken");
      }
      return 3;
    }

    @Override
    public List<JournalRow> rows(JournalQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void read(long fromSeq, long toSeq, Consumer<JournalRow> consumer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify(List<Head> copies) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant keptSince() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<JournalRow> cardRows(NetworkId network, CardSerial serial, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cardsAsOf(NetworkId network, Instant at, Consumer<CardPast> consumer) {
      throw new UnsupportedOperationException();
    }
  }
}
