package io.caskade.lib.oscamconf;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A section {@code [reader]} of oscam.server that asks a server.
 *
 * @param label its name in OSCam's log
 * @param enabled false: it stands there to be switched on
 * @param protocol {@code cccam}, {@code newcamd}, {@code cs357x} or {@code cs378x}
 * @param port 1 to 65535
 * @param key of newcamd, 28 hexadecimal digits
 * @param caid 0 to FFFF
 * @param fallback asked only when no other reader has an answer
 */
public record OscamReader(
    String label,
    boolean enabled,
    String protocol,
    String host,
    int port,
    String user,
    String password,
    Optional<String> key,
    int caid,
    boolean fallback) {

  /** As it is written into oscam.server. */
  public String section() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("label", label);
    entries.put("enable", enabled ? "1" : "0");
    entries.put("protocol", protocol);
    entries.put("device", host + "," + port);
    key.ifPresent(digits -> entries.put("key", digits));
    entries.put("user", user);
    entries.put("password", password);
    entries.put("caid", String.format(Locale.ROOT, "%04X", caid));
    entries.put("group", "1");
    entries.put("keepalive", "1");
    if (fallback) {
      entries.put("fallback", "1");
    }
    return entries.entrySet().stream()
        .peek(OscamReader::require)
        .map(entry -> String.format(Locale.ROOT, "%-10s = %s", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n", "[reader]\n", "\n"));
  }

  private static void require(Map.Entry<String, String> entry) {
    String value = entry.getValue();
    if (value.isEmpty() || !value.equals(value.strip()) || value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(entry.getKey() + " does not fit a line of OSCam");
    }
  }

  /** Reads what {@link #section} writes; empty when it lacks something or is of another kind. */
  public static Optional<OscamReader> of(ConfSection section) {
    Optional<String[]> device =
        section.value("device").map(text -> text.split(",", -1)).filter(parts -> parts.length > 1);
    if (!section.name().equals("reader")
        || device.isEmpty()
        || !device.get()[1].strip().matches("[0-9]{1,5}")
        || !section.value("caid").orElse("0").matches("[0-9A-Fa-f]{1,4}")) {
      return Optional.empty();
    }
    return Optional.of(
        new OscamReader(
            section.value("label").orElse(""),
            section.value("enable").orElse("1").equals("1"),
            section.value("protocol").orElse(""),
            device.get()[0].strip(),
            Integer.parseInt(device.get()[1].strip()),
            section.value("user").orElse(""),
            section.value("password").orElse(""),
            section.value("key"),
            Integer.parseInt(section.value("caid").orElse("0"), 16),
            section.value("fallback").orElse("0").equals("1")));
  }

  /** Without password and key. */
  @Override
  public String toString() {
    return "OscamReader[" + label + ", " + protocol + ", " + host + ":" + port + "]";
  }
}
