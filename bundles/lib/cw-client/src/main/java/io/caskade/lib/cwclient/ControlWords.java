package io.caskade.lib.cwclient;

import java.util.HexFormat;

/** Both control words that were answered; printed only when asked for. */
public final class ControlWords {
  private final byte[] both;

  private ControlWords(byte[] both) {
    this.both = both;
  }

  /**
   * @param both even half first; taken over
   */
  static ControlWords of(byte[] both) {
    return new ControlWords(both);
  }

  /** Upper-case hexadecimal digits, for whoever wants to see them. */
  public String hex() {
    return HexFormat.of().withUpperCase().formatHex(both);
  }

  @Override
  public String toString() {
    return "ControlWords[" + both.length + " bytes]";
  }
}
