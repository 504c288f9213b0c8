package io.caskade.faces.rest.resources;

import io.caskade.api.rights.journal.JournalRow;

/**
 * Rows of the journal as RFC 5424 messages: facility 13 (log audit), severity informational, of a
 * refusal warning.
 */
final class Syslog {
  private static final int AUDIT = 13 * 8;
  private static final int INFORMATIONAL = 6;
  private static final int WARNING = 4;

  private Syslog() {}

  static String line(JournalRow row) {
    int priority = AUDIT + (row.result().equals("OK") ? INFORMATIONAL : WARNING);
    return "<%d>1 %s - caskade - %s [caskade@32473%s%s%s%s%s%s%s] %s"
        .formatted(
            priority,
            row.at(),
            name(row.operation()),
            pair("seq", Long.toString(row.seq())),
            pair("id", row.id().toString()),
            pair("actor", row.actor().name()),
            pair("source", row.actor().source()),
            pair("network", row.network().value()),
            pair("target", row.target()),
            pair("result", row.result()),
            oneLine(row.after()));
  }

  private static String pair(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
    return " " + name + "=\"" + oneLine(escaped) + "\"";
  }

  /** MSGID: 1 to 32 printable characters. */
  private static String name(String operation) {
    String printable = operation.replaceAll("[^!-~]", "");
    return printable.isEmpty() ? "-" : printable.substring(0, Math.min(32, printable.length()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
