package io.caskade.faces.console.firststart;

import io.caskade.api.ops.Endpoint;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator wants to know when the head-end is up: its listeners and outputs, and where
 * console, log and credentials are.
 *
 * @param upAfter since the start of the Java process
 * @param endpoints in any order
 * @param console address of the SSH console, {@code host:port}
 * @param etc configuration folder
 * @param log log file
 * @param asleep bundles that should run and do not
 * @param databaseWait what management still waits for, empty when it works
 */
record ReadyNotice(
    Duration upAfter,
    Collection<Endpoint> endpoints,
    String console,
    String etc,
    String log,
    List<String> asleep,
    Optional<String> databaseWait) {

  /** Several lines, each ended. */
  String text() {
    StringBuilder text = new StringBuilder(512);
    text.append(
        String.format(Locale.ROOT, "Caskade is ready after %.1f s%n", upAfter.toMillis() / 1000.0));
    endpoints.stream()
        .sorted(Comparator.comparing(Endpoint::kind).thenComparing(Endpoint::name))
        .forEach(e -> text.append(line(e.kind() + " " + e.name(), e.state() + ", " + e.detail())));
    databaseWait.ifPresent(
        why -> text.append(line("management", "still waits for the database. " + why)));
    int colon = console.lastIndexOf(':');
    text.append(
        line(
            "console",
            "ssh -i %s/%s -p %s %s@%s"
                .formatted(
                    etc,
                    ConsoleKey.FILE,
                    console.substring(colon + 1),
                    FirstStart.ADMIN,
                    console.substring(0, colon))));
    text.append(line("credentials", etc + "/" + FirstStart.CREDENTIALS_FILE));
    text.append(line("settings", etc));
    text.append(line("log", log));
    if (!asleep.isEmpty()) {
      text.append(line("not running", String.join(", ", asleep) + " (the log says why)"));
    }
    return text.toString();
  }

  /** One line for a database that came after everything else. */
  static String management(Duration upAfter) {
    return String.format(
        Locale.ROOT,
        "Management is ready after %.1f s: the database is there%n",
        upAfter.toMillis() / 1000.0);
  }

  private static String line(String what, String where) {
    return String.format(Locale.ROOT, "  %-14s %s%n", what, where);
  }
}
