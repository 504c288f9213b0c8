package io.caskade.rights.ldap;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings as options of Karaf's LDAP module. */
final class LdapOptions {
  static final String PID = "io.caskade.ldap";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
  private static final String CONNECT_MILLIS = "5000";
  private static final String READ_MILLIS = "10000";

  private final Map<String, String> options;
  private final String passwordFile;

  private LdapOptions(Map<String, String> options, String passwordFile) {
    this.options = Map.copyOf(options);
    this.passwordFile = passwordFile;
  }

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static LdapOptions of(LdapConfig config) {
    requireSafe(config.url().strip());
    require(!config.userBaseDn().isBlank(), "userBaseDn", "it is empty");
    require(!config.roleBaseDn().isBlank(), "roleBaseDn", "it is empty");
    require(config.userFilter().contains("%u"), "userFilter", "it has no %u");
    var options = new HashMap<String, String>();
    options.put("connection.url", config.url().strip());
    options.put("user.base.dn", config.userBaseDn().strip());
    options.put("user.filter", config.userFilter().strip());
    options.put("user.search.subtree", "true");
    options.put("role.base.dn", config.roleBaseDn().strip());
    options.put("role.filter", config.roleFilter().strip());
    options.put("role.name.attribute", config.roleNameAttribute().strip());
    options.put("role.search.subtree", "true");
    options.put("authentication", "simple");
    // Most directories let anybody in who gives no password at all.
    options.put("allowEmptyPasswords", "false");
    // Who lost a group must not keep its role until the next start.
    options.put("disableCache", "true");
    // With true the module asks for a key store of Karaf; ldaps uses Java's trust store.
    options.put("ssl", "false");
    options.put("context.com.sun.jndi.ldap.connect.timeout", CONNECT_MILLIS);
    options.put("context.com.sun.jndi.ldap.read.timeout", READ_MILLIS);
    if (!config.searcher().isBlank()) {
      options.put("connection.username", config.searcher().strip());
    }
    if (!config.roleMapping().isBlank()) {
      options.put("role.mapping", config.roleMapping().strip());
    }
    return new LdapOptions(options, config.searcherPasswordFile().strip());
  }

  /** Passwords leave this machine encrypted only. */
  private static void requireSafe(String url) {
    try {
      URI address = URI.create(url);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
      boolean known = address.getHost() != null;
      require(
          known && (scheme.equals("ldaps") || scheme.equals("ldap") && isLoopback(host)),
          "url",
          "it must be ldaps://HOST, or ldap:// to this machine");
    } catch (IllegalArgumentException e) {
      throw new CaskadeException(ErrorCode.CONFIGURATION_INVALID, PID, "url", "it is no address");
    }
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  private static void require(boolean holds, String setting, String why) {
    if (!holds) {
      throw new CaskadeException(ErrorCode.CONFIGURATION_INVALID, PID, setting, why);
    }
  }

  /**
   * With the password of the searcher as its file has it now.
   *
   * @throws CaskadeException CONFIGURATION_INVALID when it cannot be read
   */
  Map<String, String> read() {
    if (passwordFile.isEmpty()) {
      return options;
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(passwordFile));
      var all = new HashMap<>(options);
      all.put("connection.password", lines.isEmpty() ? "" : lines.get(0));
      return all;
    } catch (IOException e) {
      throw new CaskadeException(
          ErrorCode.CONFIGURATION_INVALID, PID, "searcherPasswordFile", e.toString());
    }
  }
}
