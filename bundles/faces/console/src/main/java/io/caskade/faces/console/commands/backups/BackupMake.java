package io.caskade.faces.console.commands.backups;

import io.caskade.api.ops.Backups;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:backup}. */
@Service
@Command(
    scope = "cas",
    name = "backup",
    description = "Makes a sealed backup of data, configuration and keys, or tells of the last one")
public final class BackupMake extends CasCommand {
  @Option(name = "-t", aliases = "--to", description = "Writes to this file")
  @Completion(FileCompleter.class)
  String target = "";

  @Option(name = "-s", aliases = "--status", description = "Makes none, tells how it stands")
  boolean status;

  @Reference(optional = true)
  @Nullable Backups backups;

  @Override
  protected void run(Output output) {
    Backups present = need(backups, Backups.class);
    if (status) {
      BackupTexts.tell(output, present.status());
      return;
    }
    Optional<Path> file =
        target.isEmpty() ? Optional.empty() : Optional.of(Path.of(target).toAbsolutePath());
    BackupTexts.tell(output, present.make(file, new BackupFollower(output)));
  }
}
