package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:receiver-import}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-import",
    description = "Looks through CCcam.cfg or oscam.user, and takes its accounts over with --do")
public final class ReceiverImport extends FileCommand {
  @Argument(index = 0, name = "file", required = true, description = "The file")
  @Completion(FileCompleter.class)
  String file = "";

  @Argument(
      index = 1,
      name = "first-card",
      required = true,
      description = "Serial of the first card; serials in use are passed over")
  String firstCard = "";

  @Option(name = "--do", description = "Takes over; without it nothing is changed")
  boolean takes;

  @Reference(optional = true)
  @Nullable ReceiverFiles files;

  @Override
  protected void run(Output output) throws IOException {
    ReceiverFile read = file(file, firstCard);
    try {
      ReceiverFiles there = need(files, ReceiverFiles.class);
      new ImportSheet(output)
          .print(
              takes
                  ? there.take(caller(), read, new ImportProgress(output))
                  : there.check(caller(), read));
    } finally {
      read.text().destroy();
    }
  }
}
