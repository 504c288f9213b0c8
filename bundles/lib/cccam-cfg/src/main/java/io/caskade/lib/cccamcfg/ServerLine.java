package io.caskade.lib.cccamcfg;

import java.util.Optional;

/**
 * Another server that this one asks.
 *
 * @param line from 1
 * @param port 1 to 65535
 * @param user empty for kinds without one
 * @param password in clear, as the file has it; empty for kinds without one
 * @param key of newcamd, 28 hexadecimal digits
 * @param caid of camd3 and radegast, -1 for others
 * @param provider of camd3 and radegast, -1 for others
 */
public record ServerLine(
    int line,
    Kind kind,
    String host,
    int port,
    String user,
    String password,
    Optional<String> key,
    int caid,
    int provider) {
  /** What it speaks; the letter that its lines begin with. */
  public enum Kind {
    CCCAM('C'),
    NEWCAMD('N'),
    CAMD3('L'),
    RADEGAST('R'),
    GBOX('G');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    public char letter() {
      return letter;
    }
  }

  /** Without password and key. */
  @Override
  public String toString() {
    return "ServerLine[" + line + ", " + kind + ", " + host + ":" + port + "]";
  }
}
