package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:ecmg-remove}. */
@Service
@Command(scope = "cas", name = "ecmg-remove", description = "Removes an ECMG listener and its file")
public final class EcmgRemove extends GeneratorCommand {
  @Override
  protected void run(Output output) throws IOException {
    file("ecmg").remove();
    output.say("removed", name);
  }
}
