package io.caskade.api.rights.journal;

import java.time.temporal.ChronoUnit;

/** Rows of the journal as lines of text, for export. A line has no line end of its own. */
public final class JournalLines {
  /** RFC 5424, 6.2.1: facility 13 (log audit), severity 5 (notice) and 4 (warning). */
  private static final int NOTICE = 13 * 8 + 5;

  private static final int WARNING = 13 * 8 + 4;

  /** 32473 is the enterprise number of RFC 5612 for those who have none of their own. */
  private static final String ELEMENT = "caskade@32473";

  private static final String OK = "OK";

  private JournalLines() {}

  /**
   * One JSON object (JSON Lines): {@code seq, id, at, actor, source, operation, network, target,
   * result}, and {@code before} and {@code after} as objects where there is something.
   */
  public static String json(JournalRow row) {
    var json =
        new JsonLine()
            .add("seq", row.seq())
            .add("id", row.id().toString())
            .add("at", row.at().toString())
            .add("actor", row.actor().name())
            .add("source", row.actor().source())
            .add("operation", row.operation())
            .add("network", row.network().value())
            .add("target", row.target())
            .add("result", row.result());
    state(json, "before", row.before());
    state(json, "after", row.after());
    return json.end();
  }

  /**
   * One message of syslog (RFC 5424). The operation is the MSGID; identifiers are structured data;
   * the states before and after are the message.
   *
   * @param host HOSTNAME: name of this head-end
   */
  public static String syslog(JournalRow row, String host) {
    var line = new StringBuilder(256);
    line.append('<').append(row.result().equals(OK) ? NOTICE : WARNING).append(">1 ");
    line.append(row.at().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    line.append(header(host, 255)).append(" caskade - ").append(header(row.operation(), 32));
    line.append(" [").append(ELEMENT);
    parameter(line, "seq", Long.toString(row.seq()));
    parameter(line, "id", row.id().toString());
    parameter(line, "actor", row.actor().name());
    parameter(line, "source", row.actor().source());
    parameter(line, "network", row.network().value());
    parameter(line, "target", row.target());
    parameter(line, "result", row.result());
    line.append(']');
    if (!row.before().isEmpty() || !row.after().isEmpty()) {
      // The byte order mark says that the message is UTF-8.
      line.append(" \uFEFF").append(printable(row.before()));
      line.append(" -> ").append(printable(row.after()));
    }
    return line.toString();
  }

  /** What is an object stays one; a line that somebody tampered with stays one line. */
  private static void state(JsonLine json, String name, String state) {
    boolean oneLine = state.chars().noneMatch(Character::isISOControl);
    if (state.startsWith("{") && state.endsWith("}") && oneLine) {
      json.addObject(name, state);
    } else if (!state.isEmpty()) {
      json.add(name, state);
    }
  }

  /** Visible ASCII only, a hyphen when there is nothing. */
  private static String header(String text, int most) {
    var header = new StringBuilder();
    for (int i = 0; i < text.length() && header.length() < most; i++) {
      char c = text.charAt(i);
      header.append(c > ' ' && c < 0x7F ? c : '_');
    }
    return header.length() == 0 ? "-" : header.toString();
  }

  private static void parameter(StringBuilder line, String name, String value) {
    line.append(' ').append(name).append("=\"");
    String clean = printable(value);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c == '"' || c == '\\' || c == ']') {
        line.append('\\');
      }
      line.append(c);
    }
    line.append('"');
  }

  /** Without what a receiver may take for the end of a line. */
  private static String printable(String text) {
    var clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      clean.append(breaks ? ' ' : c);
    }
    return clean.toString();
  }
}
