package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:emmg-remove}. */
@Service
@Command(scope = "cas", name = "emmg-remove", description = "Removes an EMMG output and its file")
public final class EmmgRemove extends GeneratorCommand {
  @Override
  protected void run(Output output) throws IOException {
    file("emmg").remove();
    output.say("removed", name);
  }
}
