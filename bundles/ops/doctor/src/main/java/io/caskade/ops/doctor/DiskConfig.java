package io.caskade.ops.doctor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When the disk of the data folder counts as nearly full. */
@ObjectClassDefinition(
    name = "Disk",
    description =
        "When the alarm DISK_NEARLY_FULL comes: the disk under the data folder has less room than the"
            + " smaller of the two amounts. It ends when a quarter more than that is free.")
public @interface DiskConfig {
  String PID = "io.caskade.disk";

  @AttributeDefinition(description = "Per cent of the disk that should be free, 0 to 90.")
  int leastPercent() default 10;

  @AttributeDefinition(
      description =
          "Megabytes that are enough however large the disk is, 0 to 10000000; 0 means no alarm.")
  int leastMegabytes() default 1024;
}
