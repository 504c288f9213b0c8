package io.caskade.ops.backup;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where backups lie and when they are made. */
@ObjectClassDefinition(
    name = "Backups",
    description =
        "Backups of the whole head-end: data, configuration and keys, in one file that its passphrase"
            + " alone opens. docs/backup.md tells how to restore one.")
public @interface BackupConfig {
  String PID = "io.caskade.backup";

  @AttributeDefinition(
      description =
          "Folder of the backups. A relative path is taken from the head-end's home. Put them on"
              + " another disk or machine: what burns together is no backup.")
  String folder() default "data/backups";

  @AttributeDefinition(
      description =
          "Time of the day at which a backup is made, as 03:30, in the time zone of the machine;"
              + " empty for none.")
  String dailyAt() default "";

  @AttributeDefinition(
      description = "How many backups stay in the folder, 1 to 1000; the oldest are removed.")
  int keep() default 7;

  @AttributeDefinition(
      description =
          "File with the passphrase of the backups on one line, mode 0600. A relative path is taken"
              + " from the etc folder. Made at the first backup when it is missing. It is in no"
              + " backup: keep it elsewhere too.")
  String passphraseFile() default "backup.passphrase";
}
