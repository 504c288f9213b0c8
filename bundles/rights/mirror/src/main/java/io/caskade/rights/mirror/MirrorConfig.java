package io.caskade.rights.mirror;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration {@code io.caskade.mirror}. */
@ObjectClassDefinition(
    name = "Card mirror",
    description = "All cards in memory, their snapshot file, and how the database is followed")
@interface MirrorConfig {
  @AttributeDefinition(
      name = "Snapshot file",
      description = "Path of the sealed snapshot; empty means caskade/cards.snapshot under data/")
  String snapshotFile() default "";

  @AttributeDefinition(
      name = "Poll interval, ms",
      description = "Pause between two looks at the change feed when no hint comes",
      min = "50")
  int pollMillis() default 1000;

  @AttributeDefinition(
      name = "Snapshot interval, s",
      description = "Shortest time between two writings of the snapshot",
      min = "1")
  int snapshotSeconds() default 60;
}
