package io.caskade.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final String FILE = "/data/db/caskade.mv.db";
  private final AtomicLong usable = new AtomicLong(1L << 30);
  private final AtomicInteger pauses = new AtomicInteger();

  private boolean closed;

  /** What happens in the pauses. */
  private Room.Pause inPause = () -> {};

  private final Room room =
      new Room(
          file -> usable.get(),
          () -> {
            pauses.incrementAndGet();
            inPause.pass();
          });

  @Test
  void aWriteThatFailsIsDoneAgainUntilThereIsRoom() throws IOException {
    assertThat(room.patiently(FILE, () -> failingFor(3))).isEqualTo(4096);
    assertThat(pauses).hasValue(3);
  }

  @Test
  void aWriteThatSucceedsWaitsForNothing() throws IOException {
    assertThat(room.patiently(FILE, () -> failingFor(0))).isEqualTo(4096);
    assertThat(pauses).hasValue(0);
  }

  @Test
  void changesAreRefusedWhileAWriteWaitsWhateverTheDiskSays() throws IOException {
    room.opened(FILE);
    var seen = new AtomicInteger();
    inPause =
        () -> {
          assertRefused(FILE);
          seen.incrementAndGet();
        };
    room.patiently(FILE, () -> failingFor(2));
    assertThat(seen).hasValue(2);
    assertThatCode(room::demand).doesNotThrowAnyException();
  }

  @Test
  void changesAreRefusedBelowTheReserve() {
    room.opened(FILE);
    usable.set(Room.LEAST);
    assertThatCode(room::demand).doesNotThrowAnyException();
    usable.set(Room.LEAST - 1);
    assertRefused("less than 8 MB are left for " + FILE);
  }

  @Test
  void aFileThatIsClosedIsNoMatter() {
    room.opened(FILE);
    usable.set(0);
    room.closed(FILE);
    assertThatCode(room::demand).doesNotThrowAnyException();
  }

  @Test
  void nobodyWaitsForAFileThatWasClosed() {
    assertThatThrownBy(
            () ->
                room.patiently(
                    FILE,
                    () -> {
                      throw new ClosedByInterruptException();
                    }))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(pauses).hasValue(0);
  }

  @Test
  void nobodyWaitsInAHeadEndThatStops() {
    inPause = room::end;
    assertThatThrownBy(() -> room.patiently(FILE, () -> failingFor(9))).hasMessage("full");
    assertThat(pauses).hasValue(1);
  }

  @Test
  void whoIsInterruptedGivesUpWithTheDisksReason() {
    inPause =
        () -> {
          throw new InterruptedException();
        };
    assertThatThrownBy(() -> room.patiently(FILE, () -> failingFor(9))).hasMessage("full");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whoGaveUpWaitingBlocksNobodyWhoOpensTheFileAgain() {
    room.opened(FILE);
    for (Room.Pause giveUp : List.<Room.Pause>of(this::interrupted, this::closedMeanwhile)) {
      inPause = giveUp;
      assertThatThrownBy(() -> room.patiently(FILE, this::fail)).isInstanceOf(IOException.class);
      assertThatCode(room::demand).doesNotThrowAnyException();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  private void interrupted() throws InterruptedException {
    throw new InterruptedException();
  }

  /** The next attempt finds the file closed. */
  private void closedMeanwhile() {
    closed = true;
  }

  private int fail() throws IOException {
    if (closed) {
      throw new ClosedByInterruptException();
    }
    throw new IOException("full");
  }

  private int failingFor(int pausesNeeded) throws IOException {
    if (pauses.get() < pausesNeeded) {
      throw new IOException("full");
    }
    return 4096;
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(room::demand)
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
        .hasMessageContaining(reason);
  }
}
