package io.caskade.faces.console.commands.backups;

import io.caskade.api.ops.BackupReport;
import io.caskade.api.ops.BackupStatus;
import io.caskade.faces.console.commands.Output;

/** Backups in words. */
final class BackupTexts {
  private BackupTexts() {}

  static void tell(Output output, BackupStatus status) {
    if (status.running()) {
      output.say("backup.running", Long.toString(status.rows()));
    }
    status.last().ifPresent(made -> tell(output, made));
    status.failure().ifPresent(reason -> output.say("backup.failed", reason));
    status
        .next()
        .ifPresentOrElse(
            next -> output.say("backup.next", next.toString()),
            () -> output.say("backup.no-schedule"));
  }

  static void tell(Output output, BackupReport made) {
    output.say(
        "backup.made",
        made.file().toString(),
        Long.toString(made.rows()),
        Long.toString(made.bytes()),
        Long.toString(made.took().toSeconds()),
        made.at().toString());
  }
}
