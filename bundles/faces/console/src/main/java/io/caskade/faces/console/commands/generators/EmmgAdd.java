package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:emmg-add}. */
@Service
@Command(
    scope = "cas",
    name = "emmg-add",
    description = "Adds an EMMG output; its file lies under etc/")
public final class EmmgAdd extends GeneratorCommand {
  @Argument(
      index = 1,
      name = "settings",
      multiValued = true,
      description = "name=value each: docs/settings.md")
  List<String> settings = new ArrayList<>();

  @Override
  protected void run(Output output) throws IOException {
    file("emmg").add(settings);
    output.say("generator.written", file("emmg").path().toString(), "cas:emmg-list");
  }
}
