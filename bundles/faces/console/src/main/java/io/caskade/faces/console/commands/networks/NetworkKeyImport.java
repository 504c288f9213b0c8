package io.caskade.faces.console.commands.networks;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.KeyFile;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.NetworkNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:network-key-import}. */
@Service
@Command(
    scope = "cas",
    name = "network-key-import",
    description = "Takes over the ECM key that the cards of a network hold (ecm_key of TVCAS3)")
public final class NetworkKeyImport extends CasCommand {
  @Argument(index = 0, name = "network", required = true, description = "Operator network")
  @Completion(NetworkNames.class)
  String network = "";

  @Argument(index = 1, name = "file", required = true, description = "Key in hexadecimal digits")
  @Completion(FileCompleter.class)
  String file = "";

  @Option(name = "--replace", description = "Although cards exist that know the present key")
  boolean replace;

  @Reference(optional = true)
  @Nullable NetworkManagement management;

  @Override
  protected void run(Output output) {
    EcmKey key = KeyFile.read(file, network, EcmKey::new);
    try {
      need(management, NetworkManagement.class)
          .importEcmKey(caller(), new NetworkId(network), key, replace);
    } finally {
      key.destroy();
    }
    output.say("network.key-imported", network);
  }
}
