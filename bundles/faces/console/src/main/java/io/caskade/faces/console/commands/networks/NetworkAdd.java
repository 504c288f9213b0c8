package io.caskade.faces.console.commands.networks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:network-add}. */
@Service
@Command(scope = "cas", name = "network-add", description = "Adds an operator network")
public final class NetworkAdd extends PolicyCommand {
  @Argument(index = 0, name = "name", required = true, description = "Name of the network")
  String name = "";

  @Argument(index = 1, name = "ca-system-id", required = true, description = "Hexadecimal, as 0B00")
  String caSystemId = "";

  @Option(name = "-p", aliases = "--profile", description = "Profile of its cards")
  String profile = "tvcas3";

  @Option(name = "-z", aliases = "--zone", description = "Time zone, as Europe/Moscow")
  String zone = "UTC";

  @Option(name = "--php-zone", description = "Zone of the old TVCAS3's PHP; default: the zone")
  String phpZone = "";

  @Override
  protected void run(Output output) {
    var network =
        new Network(
            new NetworkId(name),
            number(caSystemId),
            profile,
            zone("cas:network-add", zone),
            zone("cas:network-add", phpZone.isEmpty() ? zone : phpZone));
    OperatorNetwork added = networks().add(caller(), network, policy(NetworkPolicy.DEFAULT));
    show(output, added);
    output.say("network.added", added.network().id());
  }

  private static int number(String hex) {
    try {
      return Integer.parseInt(hex.startsWith("0x") ? hex.substring(2) : hex, 16);
    } catch (NumberFormatException e) {
      throw new CaskadeException(e, ErrorCode.CA_SYSTEM_ID_INVALID, hex);
    }
  }
}
