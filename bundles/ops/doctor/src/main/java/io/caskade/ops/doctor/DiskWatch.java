package io.caskade.ops.doctor;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is there room left under the data folder? One thread looks, any thread asks. */
final class DiskWatch implements AlarmSource, Checkup {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
  private static final int MEGABYTE = 20;

  private final String folder;
  private final DiskRoom.Disk disk;
  private final InstantSource clock;
  private volatile DiskRule rule = DiskRule.DEFAULT;
  private volatile @Nullable Alarm open;
  private boolean unreadable;

  /**
   * @param folder as it is named to people
   */
  DiskWatch(String folder, DiskRoom.Disk disk, InstantSource clock) {
    this.folder = folder;
    this.disk = disk;
    this.clock = clock;
  }

  /** Holds from the next look on. */
  void use(DiskRule other) {
    rule = other;
  }

  /**
   * Looks at the disk; what cannot be asked leaves the alarm as it is. Not at the same time twice.
   */
  void look() {
    try {
      DiskRoom room = disk.room();
      unreadable = false;
      Alarm before = open;
      open =
          rule.holds(room, before != null)
              ? alarm(room, before == null ? clock.instant() : before.since())
              : null;
    } catch (IOException e) {
      if (!unreadable) {
        unreadable = true;
        LOG.warn("The room under {} cannot be examined: {}", folder, e.toString());
      }
    }
  }

  private Alarm alarm(DiskRoom room, Instant since) {
    return new Alarm(
        AlarmCode.DISK_NEARLY_FULL, folder, since, List.of(folder, room.free() >> MEGABYTE));
  }

  @Override
  public List<Alarm> alarms() {
    Alarm now = open;
    return now == null ? List.of() : List.of(now);
  }

  @Override
  public String subject() {
    return "disk";
  }

  @Override
  public List<Finding> findings() {
    try {
      DiskRoom room = disk.room();
      long free = room.free() >> MEGABYTE;
      boolean low = rule.holds(room, open != null);
      return List.of(Finding.of(low ? FindingCode.DISK_LOW : FindingCode.DISK_RIGHT, folder, free));
    } catch (IOException e) {
      return List.of(Finding.of(FindingCode.FILE_UNREADABLE, folder, e.toString()));
    }
  }
}
