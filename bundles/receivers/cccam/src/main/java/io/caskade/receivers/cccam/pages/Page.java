package io.caskade.receivers.cccam.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The pages, which are the commands as well. */
enum Page {
  /** Under {@code /}. */
  INFO((sight, looks) -> Overview.lines(sight)),
  CLIENTS(ClientTables::connected),
  ACTIVECLIENTS(ClientTables::active),
  SERVERS((sight, looks) -> ServerTables.servers(sight)),
  SHARES((sight, looks) -> ServerTables.shares(sight)),
  PROVIDERS((sight, looks) -> ServerTables.providers(sight)),
  ENTITLEMENTS((sight, looks) -> ServerTables.entitlements(sight));

  private final BiFunction<Sight, Looks, List<String>> text;

  Page(BiFunction<Sight, Looks, List<String>> text) {
    this.text = text;
  }

  /**
   * How the pages look.
   *
   * @param timing a last column with the times of the answers, as SHOW TIMING makes it
   */
  record Looks(boolean timing) {}

  /** By the name of a command, in lower case. */
  static Optional<Page> of(String command) {
    return Arrays.stream(values()).filter(page -> page.command().equals(command)).findFirst();
  }

  /** By the path of an address, without its query. */
  static Optional<Page> at(String path) {
    return path.equals("/") ? Optional.of(INFO) : of(path.substring(Math.min(1, path.length())));
  }

  String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  String path() {
    return this == INFO ? "/" : "/" + command();
  }

  /** Plain text; may hold what a client says of itself. */
  List<String> lines(Sight sight, Looks looks) {
    return text.apply(sight, looks);
  }
}
