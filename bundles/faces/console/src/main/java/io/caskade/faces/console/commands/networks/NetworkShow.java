package io.caskade.faces.console.commands.networks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.completion.NetworkNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:network-show}. */
@Service
@Command(scope = "cas", name = "network-show", description = "Shows a network with its policy")
public final class NetworkShow extends ShowingCommand {
  @Argument(name = "network", required = true, description = "Operator network")
  @Completion(NetworkNames.class)
  String name = "";

  @Reference(optional = true)
  @Nullable NetworkManagement management;

  @Override
  protected void run(Output output) {
    OperatorNetwork found =
        need(management, NetworkManagement.class).list(caller()).stream()
            .filter(n -> n.network().id().value().equals(name))
            .findFirst()
            .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, name));
    PolicyCommand.show(output, found);
  }
}
