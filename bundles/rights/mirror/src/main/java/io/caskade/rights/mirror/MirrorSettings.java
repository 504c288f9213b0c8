package io.caskade.rights.mirror;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the mirror.
 *
 * @param snapshot the file
 * @param poll pause between two looks at the feed when no hint comes
 * @param snapshotEvery shortest time between two writings
 */
public record MirrorSettings(Path snapshot, Duration poll, Duration snapshotEvery) {
  /** As shipped, with the file beneath this folder. */
  public static MirrorSettings in(Path folder) {
    return new MirrorSettings(
        folder.resolve("cards.snapshot"), Duration.ofSeconds(1), Duration.ofSeconds(60));
  }
}
