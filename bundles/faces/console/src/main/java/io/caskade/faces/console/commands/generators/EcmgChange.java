package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:ecmg-change}. */
@Service
@Command(scope = "cas", name = "ecmg-change", description = "Changes settings of an ECMG listener")
public final class EcmgChange extends GeneratorCommand {
  @Argument(
      index = 1,
      name = "settings",
      required = true,
      multiValued = true,
      description = "name=value each: docs/settings.md")
  List<String> settings = new ArrayList<>();

  @Override
  protected void run(Output output) throws IOException {
    file("ecmg").change(settings);
    output.say("generator.written", file("ecmg").path().toString(), "cas:ecmg-list");
  }
}
