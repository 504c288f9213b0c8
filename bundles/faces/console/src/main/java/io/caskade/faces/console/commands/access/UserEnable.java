package io.caskade.faces.console.commands.access;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:user-enable}. */
@Service
@Command(scope = "cas", name = "user-enable", description = "Lets a disabled account in again")
public final class UserEnable extends OneUserCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(disabled(false)));
  }
}
