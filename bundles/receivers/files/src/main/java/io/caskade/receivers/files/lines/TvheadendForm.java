package io.caskade.receivers.files.lines;

import io.caskade.lib.cccamcfg.CccamCfgWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CA clients of tvheadend as its own configuration has them: an array of JSON objects with the
 * fields of "CWC (newcamd)".
 */
final class TvheadendForm {
  private static final int KEEP_ALIVE_SECONDS = 30;

  private TvheadendForm() {}

  static String written(List<Connection> ways) {
    return ways.stream()
        .map(TvheadendForm::client)
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String client(Connection way) {
    return String.join(
        ",\n",
        "  {\"class\": \"caclient_cwc\"",
        "   \"enabled\": true",
        field("name", way.user() + (way.fallOver() ? "-fallover" : "-main")),
        field("hostname", way.host()),
        "   \"port\": " + way.port(),
        field("username", way.user()),
        field("password", way.password()),
        field("deskey", CccamCfgWriter.bytes(way.key().orElseThrow()).replace(' ', ':')),
        "   \"emm\": false",
        "   \"keepalive_interval\": " + KEEP_ALIVE_SECONDS + "}");
  }

  /** Names and passwords are printable ASCII: two characters need a backslash. */
  private static String field(String name, String value) {
    return "   \"%s\": \"%s\"".formatted(name, value.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
