package io.caskade.faces.console.commands.networks;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.NetworkPolicy;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SharedAddress;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** What the commands that set the policy of a network share: an option left out changes nothing. */
abstract class PolicyCommand extends ShowingCommand {
  @Option(name = "--title", description = "Name for people")
  String title = "";

  @Option(name = "--grace", description = "Hours that several windows are told beyond their end")
  int grace = -1;

  @Option(name = "--max-window", description = "Rolling validity in days, 35 advised; 0: off")
  int maxWindow = -1;

  @Option(name = "--billing-only", description = "yes: only billing sells and switches cards")
  @Completion(
      value = StringsCompleter.class,
      values = {"yes", "no"})
  String billingOnly = "";

  @Option(
      name = "--shared-address",
      description = "Three bytes that its cards report, hexadecimal; none: not known")
  String sharedAddress = "";

  @Reference(optional = true)
  @Nullable NetworkManagement management;

  final NetworkManagement networks() {
    return need(management, NetworkManagement.class);
  }

  final OperatorNetwork network(String name) {
    return networks().list(caller()).stream()
        .filter(n -> n.network().id().value().equals(name))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, name));
  }

  final NetworkPolicy policy(NetworkPolicy now) {
    Optional<Duration> window =
        maxWindow < 0
            ? now.airing().maxWindow()
            : Optional.of(Duration.ofDays(maxWindow)).filter(days -> !days.isZero());
    return new NetworkPolicy(
        title.isEmpty() ? now.name() : title,
        new AiringRules(grace < 0 ? now.airing().grace() : Duration.ofHours(grace), window),
        billingOnly.isEmpty() ? now.billingOnly() : Words.yes("billing-only", billingOnly),
        sharedAddress.isEmpty() ? now.sharedAddress() : address());
  }

  private Optional<SharedAddress> address() {
    if (sharedAddress.equals("none")) {
      return Optional.empty();
    }
    try {
      return Optional.of(SharedAddress.of(sharedAddress));
    } catch (IllegalArgumentException e) {
      throw new CaskadeException(
          e, ErrorCode.FIELD_INVALID, "shared-address", "six hexadecimal digits are needed");
    }
  }

  static ZoneId zone(String command, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new CaskadeException(e, ErrorCode.CONFIGURATION_INVALID, command, "zone", name);
    }
  }

  static void show(Output output, OperatorNetwork shown) {
    Network network = shown.network();
    AiringRules airing = shown.policy().airing();
    output
        .sheet()
        .put("network", network.id())
        .put("name", shown.policy().name())
        .put("ca-system-id", String.format(Locale.ROOT, "0x%04X", network.caSystemId()))
        .put("profile", network.profile())
        .put("zone", network.zone())
        .put("php-zone", network.legacyPhpZone())
        .put("grace-hours", airing.grace().toHours())
        .put("max-window-days", airing.maxWindow().map(Duration::toDays))
        .put("billing-only", shown.policy().billingOnly())
        .put("shared-address", shown.policy().sharedAddress())
        .put("version", shown.version())
        .print();
  }
}
