package io.caskade.lib.cardprotocol.dialect;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a card made of an ECM: two control words, or a refusal. The words are never printed; whoever
 * asked copies them out and destroys this.
 */
public final class EcmAnswer {
  /** Bytes of a control word. */
  public static final int WORD = 8;

  private final byte[] odd = new byte[WORD];
  private final byte[] even = new byte[WORD];
  private boolean hasOdd;
  private boolean hasEven;
  private boolean pinWanted;

  private EcmAnswer() {}

  /**
   * Reads the nanos of an answer.
   *
   * @param nanos all that the card had; the caller wipes them
   * @throws NanoException when they are not well formed
   */
  static EcmAnswer parse(byte[] nanos) throws NanoException {
    EcmAnswer answer = new EcmAnswer();
    NanoReader reader = new NanoReader(nanos);
    while (reader.next()) {
      if (reader.tag() == CardNano.CONTROL_WORD) {
        answer.take(reader);
      } else if (reader.tag() == CardNano.ACCESS) {
        long access = reader.number(0, 2);
        answer.pinWanted |= access != 0x0000 && access != 0x4000;
      }
    }
    return answer;
  }

  /** {@code 25 0D 00 00 parity 00 00 word}: parity 1 is odd. */
  private void take(NanoReader reader) throws NanoException {
    reader.requireLength(5 + WORD);
    int parity = reader.at(2);
    if (parity > 1) {
      throw new NanoException("a control word of parity " + parity);
    }
    byte[] word = reader.copy(5, WORD);
    System.arraycopy(word, 0, parity == 1 ? odd : even, 0, WORD);
    Arrays.fill(word, (byte) 0);
    hasOdd |= parity == 1;
    hasEven |= parity == 0;
  }

  /** Whether both words came: only then the card has opened the ECM. */
  public boolean opened() {
    return hasOdd && hasEven;
  }

  /** Whether the card asks for its PIN before it opens. */
  public boolean pinWanted() {
    return pinWanted;
  }

  /**
   * Copies the word of odd parity.
   *
   * @throws IllegalStateException when the card has not opened
   */
  public void copyOddTo(byte[] target, int offset) {
    copy(odd, target, offset);
  }

  /**
   * Copies the word of even parity.
   *
   * @throws IllegalStateException when the card has not opened
   */
  public void copyEvenTo(byte[] target, int offset) {
    copy(even, target, offset);
  }

  private void copy(byte[] word, byte[] target, int offset) {
    if (!opened()) {
      throw new IllegalStateException("the card gave no control words");
    }
    System.arraycopy(word, 0, target, offset, WORD);
  }

  /** Overwrites the words; afterwards this is a refusal. */
  public void destroy() {
    Arrays.fill(odd, (byte) 0);
    Arrays.fill(even, (byte) 0);
    hasOdd = false;
    hasEven = false;
  }

  /** Takes constant time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EcmAnswer that
        && opened() == that.opened()
        && MessageDigest.isEqual(odd, that.odd)
        && MessageDigest.isEqual(even, that.even);
  }

  /** Tells nothing of the words. */
  @Override
  public int hashCode() {
    return Boolean.hashCode(opened());
  }

  @Override
  public String toString() {
    return opened() ? "EcmAnswer[opened]" : "EcmAnswer[refused]";
  }
}
