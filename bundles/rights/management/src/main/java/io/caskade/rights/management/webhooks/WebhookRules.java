package io.caskade.rights.management.webhooks;

import io.caskade.rights.management.FieldRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a webhook may point and what it may ask for. */
final class WebhookRules {
  static final int URL = 500;
  static final int OPERATIONS = 50;

  private static final String URL_FORM =
      "must be an https address, or http to this machine, without user, password and fragment";
  private static final Pattern OPERATION = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.(0|[1-9][0-9]{0,2})){3}|\\[::1]");

  private WebhookRules() {}

  static void require(String url, Set<String> operations) {
    requireUrl(url);
    FieldRules.require(
        operations.size() <= OPERATIONS, "operations", "must be at most " + OPERATIONS);
    operations.forEach(
        operation ->
            FieldRules.matches(
                "operations", operation, OPERATION, "must be names as the journal has them"));
  }

  /** Alarms are those of the whole head-end: who is bound to networks is not told of them. */
  static boolean ofTheHeadEnd(Set<String> operations) {
    return operations.stream().anyMatch(operation -> operation.startsWith("ALARM_"));
  }

  /** Events name cards and subscribers: they leave this machine encrypted only. */
  private static void requireUrl(String url) {
    FieldRules.text("url", url, URL);
    URI address;
    try {
      address = new URI(url);
    } catch (URISyntaxException e) {
      address = URI.create("");
    }
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean safe =
        scheme.equals("https") && !host.isEmpty()
            || scheme.equals("http") && LOOPBACK.matcher(host).matches();
    boolean portRight = address.getPort() == -1 || isPort(address.getPort());
    FieldRules.require(
        safe && portRight && address.getUserInfo() == null && address.getFragment() == null,
        "url",
        URL_FORM);
  }

  private static boolean isPort(int port) {
    return port > 0 && port <= 0xFFFF;
  }
}
