package io.caskade.faces.console.commands.access;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:user-disable}. */
@Service
@Command(scope = "cas", name = "user-disable", description = "Keeps an account out")
public final class UserDisable extends OneUserCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(disabled(true)));
  }
}
