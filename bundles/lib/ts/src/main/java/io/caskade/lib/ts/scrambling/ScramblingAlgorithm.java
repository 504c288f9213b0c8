package io.caskade.lib.ts.scrambling;

/** The algorithms that a head-end may scramble with. */
public enum ScramblingAlgorithm {
  /** DVB common scrambling algorithm, version 2: control words of 8 bytes. */
  CSA2("DVB-CSA2", 8),

  /** DVB-CISSA version 1, AES-128 (ETSI TS 103 127, clause 6): control words of 16 bytes. */
  CISSA("DVB-CISSA", 16);

  private final String title;
  private final int controlWordSize;

  ScramblingAlgorithm(String title, int controlWordSize) {
    this.title = title;
    this.controlWordSize = controlWordSize;
  }

  /** Length of its control words in bytes. */
  public int controlWordSize() {
    return controlWordSize;
  }

  /**
   * A cipher for one control word.
   *
   * @param controlWord is copied; the caller wipes its own array
   * @throws IllegalArgumentException when the length is wrong; the message tells both lengths
   */
  public PayloadCipher cipher(byte[] controlWord) {
    if (controlWord.length != controlWordSize) {
      throw new IllegalArgumentException(
          title
              + " takes a control word of "
              + controlWordSize
              + " bytes, not "
              + controlWord.length);
    }
    return this == CSA2 ? new Csa2Cipher(controlWord) : new CissaCipher(controlWord);
  }

  /** The name that the field uses, for messages. */
  @Override
  public String toString() {
    return title;
  }
}
