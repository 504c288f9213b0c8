package io.caskade.lib.cccamcfg;

import io.caskade.lib.cccamcfg.ServerLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands behind {@code C:}, {@code N:}, {@code L:}, {@code R:} and {@code G:}. */
final class ServerLineReader {
  private static final int KEY_BYTES = 14;

  private final int line;
  private final Kind kind;
  private final List<String> words = new ArrayList<>();
  private final Findings findings;

  ServerLineReader(int line, Kind kind, String text, Findings findings) {
    this.line = line;
    this.kind = kind;
    this.findings = findings;
    Fields fields = new Fields(text);
    for (Optional<String> word = fields.word(); word.isPresent(); word = fields.word()) {
      words.add(word.get());
    }
  }

  Optional<ServerLine> read() {
    return switch (kind) {
      case CCCAM -> enough(4).flatMap(yes -> server(1, words.get(2), words.get(3), none(), -1, -1));
      case NEWCAMD -> newcamd();
      case CAMD3 ->
          enough(6)
              .flatMap(
                  yes -> server(1, words.get(2), words.get(3), none(), hexAt(4, 4), hexAt(5, 6)));
      case RADEGAST ->
          enough(4).flatMap(yes -> server(1, "", "", none(), hexAt(2, 4), hexAt(3, 6)));
      case GBOX -> enough(6).flatMap(yes -> server(5, "", "", none(), -1, -1));
    };
  }

  private Optional<ServerLine> newcamd() {
    if (enough(5).isEmpty()) {
      return Optional.empty();
    }
    StringBuilder key = new StringBuilder();
    for (int i = 4; i < words.size() && key.length() < 2 * KEY_BYTES; i++) {
      String part = words.get(i);
      key.append(part.length() == 1 ? "0" + part : part);
    }
    if (!key.toString().matches("[0-9A-Fa-f]{" + 2 * KEY_BYTES + "}")) {
      findings.add(line, CfgFault.KEY_INVALID);
      return Optional.empty();
    }
    return server(1, words.get(2), words.get(3), Optional.of(key.toString()), -1, -1);
  }

  /**
   * @param portAt where the port stands; the host stands before it
   */
  private Optional<ServerLine> server(
      int portAt, String user, String password, Optional<String> key, int caid, int provider) {
    String port = words.get(portAt);
    if (!port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65_535) {
      findings.add(line, CfgFault.PORT_INVALID, kind.letter());
      return Optional.empty();
    }
    return Optional.of(
        new ServerLine(
            line,
            kind,
            words.get(portAt - 1),
            Integer.parseInt(port),
            user,
            password,
            key,
            caid,
            provider));
  }

  private Optional<Boolean> enough(int count) {
    if (words.size() >= count) {
      return Optional.of(true);
    }
    findings.add(line, CfgFault.TOO_FEW_FIELDS, kind.letter());
    return Optional.empty();
  }

  private int hexAt(int index, int digits) {
    String word = words.get(index);
    if (word.matches("[0-9A-Fa-f]{1," + digits + "}")) {
      return Integer.parseInt(word, 16);
    }
    findings.add(line, CfgFault.NUMBER_EXPECTED, kind.letter(), index + 1);
    return -1;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
