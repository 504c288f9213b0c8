package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.faces.console.commands.completion.NetworkNames;
import java.time.ZoneId;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** A command that works in one operator network. */
public abstract class NetworkCommand extends ShowingCommand {
  @Option(name = "-n", aliases = "--network", description = "Operator network")
  @Completion(NetworkNames.class)
  String network = NetworkId.MAIN.value();

  @Reference(optional = true)
  @Nullable NetworkDirectory directory;

  protected final NetworkId network() {
    return new NetworkId(network);
  }

  /** The zone that times are read and shown in. */
  protected final ZoneId zone() {
    return need(directory, NetworkDirectory.class).networks().stream()
        .filter(n -> n.id().equals(network()))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network))
        .zone();
  }
}
