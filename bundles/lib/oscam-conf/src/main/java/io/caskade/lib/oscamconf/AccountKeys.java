package io.caskade.lib.oscamconf;

import java.util.Map;
import java.util.Set;

/** The keys of an account that OSCam 1.30 knows. */
final class AccountKeys {
  /** Those that an {@link OscamAccount} has a field for. */
  static final Set<String> READ =
      Set.of(
          "user",
          "pwd",
          "disabled",
          "expdate",
          "hostname",
          "allowedprotocols",
          "uniq",
          "cccreshare");

  /** Those that change nothing for whoever watches. */
  static final Set<String> SILENT =
      Set.of("description", "group", "monlevel", "emmreassembly", "keepalive", "preferlocalcards");

  /** Those that say more, with the value that is as good as none. */
  static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("caid", ""),
          Map.entry("ident", ""),
          Map.entry("class", ""),
          Map.entry("chid", ""),
          Map.entry("services", ""),
          Map.entry("betatunnel", ""),
          Map.entry("allowedtimeframe", ""),
          Map.entry("au", ""),
          Map.entry("max_connections", "1"),
          Map.entry("sleep", "0"),
          Map.entry("sleepsend", "0"),
          Map.entry("umaxidle", "-1"),
          Map.entry("failban", "0"),
          Map.entry("suppresscmd08", "0"),
          Map.entry("cccmaxhops", "10"),
          Map.entry("cccignorereshare", "-1"),
          Map.entry("cccstealth", "-1"),
          Map.entry("numusers", "-1"),
          Map.entry("penalty", "-1"),
          Map.entry("fakedelay", "-1"),
          Map.entry("cwc_disable", "0"));

  private static final Set<String> BEGINNINGS = Set.of("acosc_", "cacheex", "lb_");

  private AccountKeys() {}

  static boolean silent(String key) {
    return SILENT.contains(key) || BEGINNINGS.stream().anyMatch(key::startsWith);
  }
}
