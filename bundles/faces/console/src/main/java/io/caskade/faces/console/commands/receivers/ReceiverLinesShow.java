package io.caskade.faces.console.commands.receivers;

import io.caskade.api.rights.receivers.files.LineForm;
import io.caskade.api.rights.receivers.files.LineRequest;
import io.caskade.api.rights.receivers.files.ReceiverLines;
import io.caskade.api.rights.receivers.files.ReceiverSheet;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.OwnerOnly;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.ReceiverNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:receiver-lines}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-lines",
    description = "Shows what is entered into the receiver of an account, password and all")
public final class ReceiverLinesShow extends NetworkCommand {
  @Argument(name = "name", required = true, description = "Name of the account")
  @Completion(ReceiverNames.class)
  String name = "";

  @Option(name = "-f", aliases = "--form", description = "cccam, oscam, newcamd or tvheadend")
  @Completion(
      value = StringsCompleter.class,
      values = {"cccam", "oscam", "newcamd", "tvheadend"})
  String form = "cccam";

  @Option(name = "-p", aliases = "--protocol", description = "In place of the best that listens")
  String protocol = "";

  @Option(name = "--qr", description = "New file for a QR code (SVG), readable by its owner only")
  String picture = "";

  @Reference(optional = true)
  @Nullable ReceiverLines lines;

  @Override
  protected void run(Output output) throws IOException {
    LineForm wanted = Words.read(LineForm.class, "form", form);
    var request = new LineRequest(network(), name, wanted, Words.given(protocol));
    ReceiverLines there = need(lines, ReceiverLines.class);
    if (picture.isEmpty()) {
      ReceiverSheet sheet = there.lines(caller(), request);
      show(output, sheet.text());
      sheet.destroy();
      return;
    }
    ReceiverSheet sheet = there.picture(caller(), request);
    Files.writeString(OwnerOnly.create(Path.of(picture)), sheet.text());
    sheet.destroy();
    output.say("receiver.lines-written", picture);
  }

  /** As they are, to be copied. */
  private static void show(Output output, String text) {
    if (output.json()) {
      output.sheet().put("lines", text).print();
    } else {
      output.line(text.stripTrailing());
    }
  }
}
