package io.caskade.tools.cwtest;

import java.util.HexFormat;

/** Both control words that were answered; printed only when asked for. */
final class ControlWords {
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
  String hex() {
    return HexFormat.of().withUpperCase().formatHex(both);
  }

  @Override
  public String toString() {
    return "ControlWords[" + both.length + " bytes]";
  }
}
