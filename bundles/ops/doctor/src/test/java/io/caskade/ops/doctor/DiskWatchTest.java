package io.caskade.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskWatchTest {
  private static final long MB = 1L << 20;

  private Instant now = Instant.parse("2026-11-21T20:00:00Z");
  private DiskRoom room = new DiskRoom(2_000 * MB, 2_000 * MB);
  private boolean gone;
  private final DiskWatch watch =
      new DiskWatch(
          "/srv/data",
          () -> {
            if (gone) {
              throw new IOException("stale file handle");
            }
            return room;
          },
          () -> now);

  @ParameterizedTest
  @CsvSource({
    "10, 1024, 2000, 200", // a small disk: its share
    "10, 1024, 2000000, 1024", // a large one: an amount
    "0, 1024, 2000, 0",
    "90, 0, 2000, 0"
  })
  void theSmallerAmountIsEnough(int percent, int megabytes, long total, long floor) {
    assertThat(new DiskRule(percent, megabytes).floor(total * MB)).isEqualTo(floor * MB);
  }

  @Test
  void theAlarmComesBelowTheFloorAndEndsAQuarterAboveIt() {
    leave(200);
    assertThat(watch.alarms()).isEmpty();
    leave(199);
    assertThat(watch.alarms())
        .containsExactly(
            new Alarm(AlarmCode.DISK_NEARLY_FULL, "/srv/data", now, List.of("/srv/data", 199L)));
    Instant since = now;
    now = now.plusSeconds(10);
    leave(249);
    assertThat(watch.alarms()).extracting(Alarm::since).containsExactly(since);
    leave(250);
    assertThat(watch.alarms()).isEmpty();
    leave(230);
    assertThat(watch.alarms()).isEmpty();
  }

  @Test
  void aDiskThatCannotBeAskedLeavesTheAlarmAsItIs() {
    leave(1);
    gone = true;
    watch.look();
    assertThat(watch.alarms()).hasSize(1);
    assertThat(watch.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.FILE_UNREADABLE);
  }

  @Test
  void theDoctorTellsHowMuchIsLeft() {
    leave(700);
    assertThat(watch.findings())
        .containsExactly(Finding.of(FindingCode.DISK_RIGHT, "/srv/data", 700L));
    leave(50);
    Finding low = watch.findings().get(0);
    assertThat(low).isEqualTo(Finding.of(FindingCode.DISK_LOW, "/srv/data", 50L));
    assertThat(low.text(Locale.ENGLISH)).contains("/srv/data", "50 MB");
    assertThat(low.cure(Locale.forLanguageTag("ru"))).contains("мест");
  }

  @Test
  void otherSettingsHoldFromTheNextLookOn() {
    leave(50);
    watch.use(new DiskRule(1, 1024));
    leave(50);
    assertThat(watch.alarms()).isEmpty();
    assertThatThrownBy(() -> new DiskRule(91, 1024))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID));
  }

  @Test
  void theDiskUnderAFolderIsAsked(@TempDir Path folder) throws IOException {
    DiskRoom found = DiskRoom.under(folder).room();
    assertThat(found.total()).isPositive();
    assertThat(found.free()).isBetween(0L, found.total());
  }

  private void leave(long megabytes) {
    room = new DiskRoom(room.total(), megabytes * MB);
    watch.look();
  }
}
