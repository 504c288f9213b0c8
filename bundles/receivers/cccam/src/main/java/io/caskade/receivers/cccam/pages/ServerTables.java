package io.caskade.receivers.cccam.pages;

import io.caskade.api.receivers.ServedCard;
import io.caskade.receivers.cccam.pages.Sight.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of what is served, and of other sites. Order of columns as programs rely on it. */
final class ServerTables {
  private static final String LOCAL = "local";

  /** Cards are this head-end's own, and a client may keep each for itself. */
  private static final String UPHOPS_MAXDOWN = "0   0";

  private ServerTables() {}

  static List<String> servers(Sight sight) {
    TextTable table =
        new TextTable("Host", "Connected", "Type", "Version", "NodeID", "Cards", "CAID/Idents");
    for (Uplink one : sight.uplinks()) {
      table.row(
          one.host(),
          Overview.elapsed(one.since(), sight.now().toInstant()),
          "CCcam",
          one.version(),
          // Sites are known by their addresses.
          "",
          sight.served().size(),
          sight.served().stream().map(ServerTables::idents).collect(Collectors.joining(" "))
              + " "
              + one.asked()
              + "("
              + one.opened()
              + ")");
    }
    return with("Server connections: " + sight.uplinks().size(), table);
  }

  private static String idents(ServedCard card) {
    return card.providers().stream()
        .map(provider -> hex(card.caSystemId()) + ":" + hex(provider))
        .collect(Collectors.joining(" ", "remote ", ""));
  }

  static List<String> shares(Sight sight) {
    TextTable table =
        new TextTable("Host", "Type", "Caid", "System", "Providers", "Uphops/Maxdown", "Nodes");
    int number = 0;
    for (ServedCard card : sight.served()) {
      number++;
      table.row(
          card.network(),
          LOCAL,
          hex(card.caSystemId()),
          card.profile(),
          card.providers().stream().map(ServerTables::hex).collect(Collectors.joining(",")),
          UPHOPS_MAXDOWN,
          sight.node() + "_" + number);
    }
    return with("Available shares: " + sight.served().size(), table);
  }

  static List<String> providers(Sight sight) {
    TextTable table = new TextTable("Caid", "Provider", "Provider Name", "System");
    for (ServedCard card : sight.served()) {
      for (int provider : card.providers()) {
        table.row(hex(card.caSystemId()), hex(provider), card.network(), card.profile());
      }
    }
    return table.lines();
  }

  /** Rights are those of each client's own network card; here stands what is opened at all. */
  static List<String> entitlements(Sight sight) {
    List<String> lines = new ArrayList<>();
    for (ServedCard card : sight.served()) {
      lines.add("card reader " + card.network());
      lines.add("CAID " + hex(card.caSystemId()) + ", system " + card.profile());
      lines.add(
          "providers "
              + card.providers().stream().map(ServerTables::hex).collect(Collectors.joining(", ")));
      lines.add("");
    }
    return lines.isEmpty() ? List.of("no or unknown card inserted") : lines;
  }

  private static List<String> with(String heading, TextTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(heading);
    lines.addAll(table.lines());
    return lines;
  }

  /** Without leading zeros. */
  private static String hex(int number) {
    return String.format(Locale.ROOT, "%x", number);
  }
}
