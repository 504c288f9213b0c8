package io.caskade.faces.console.commands.networks;

import io.caskade.api.base.Network;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.NetworkNames;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:network-change}. */
@Service
@Command(
    scope = "cas",
    name = "network-change",
    description = "Changes zones, profile and policy of a network")
public final class NetworkChange extends PolicyCommand {
  @Argument(name = "network", required = true, description = "Operator network")
  @Completion(NetworkNames.class)
  String name = "";

  @Option(name = "-p", aliases = "--profile", description = "Profile of its cards")
  String profile = "";

  @Option(name = "-z", aliases = "--zone", description = "Time zone, as Europe/Moscow")
  String zone = "";

  @Option(name = "--php-zone", description = "Zone of the old TVCAS3's PHP")
  String phpZone = "";

  @Override
  protected void run(Output output) {
    OperatorNetwork before = network(name);
    Network now = before.network();
    var wanted =
        new Network(
            now.id(),
            now.caSystemId(),
            profile.isEmpty() ? now.profile() : profile,
            zone.isEmpty() ? now.zone() : zone("cas:network-change", zone),
            phpZone.isEmpty() ? now.legacyPhpZone() : zone("cas:network-change", phpZone));
    NetworkPolicy policy = policy(before.policy());
    show(output, networks().change(caller(), wanted, policy, OptionalLong.of(before.version())));
  }
}
