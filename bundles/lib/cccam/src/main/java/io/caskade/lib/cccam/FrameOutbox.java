package io.caskade.lib.cccam;

import java.util.Arrays;
import java.util.Optional;

/** Encrypts what goes. Not for more than one thread; in the order of sending. */
public final class FrameOutbox {
  private final CccamCipher cipher;

  public FrameOutbox(CccamCipher cipher) {
    this.cipher = cipher;
  }

  /** The bytes to send. */
  public byte[] seal(Frame frame) {
    byte[] bytes = frame.toByteArray();
    cipher.encrypt(bytes, 0, bytes.length);
    return bytes;
  }

  /**
   * Control words in extended mode.
   *
   * @param index of the question
   * @param words 16 bytes, even half first; the caller wipes them
   */
  public byte[] words(int index, byte[] words) {
    return seal(WordsAnswer.of(index, words, Optional.empty()).frame());
  }

  /**
   * Control words for another site that agreed on {@link PartnerText#TERMS}.
   *
   * @param index of the question
   * @param words 16 bytes, even half first; the caller wipes them
   */
  public byte[] words(int index, byte[] words, EcmTerms terms) {
    return seal(WordsAnswer.of(index, words, Optional.of(terms)).frame());
  }

  /**
   * Control words out of extended mode, after which the cipher makes 16 steps more: over the clear
   * words, as the clients do, so that the next flag arrives unspoiled.
   *
   * @param client the client's node
   * @param shareId the card that was asked
   * @param words 16 bytes, even half first; the caller wipes them
   */
  public byte[] maskedWords(NodeId client, int shareId, byte[] words) {
    byte[] masked = Arrays.copyOf(words, WordsAnswer.LENGTH);
    WordMask.apply(masked, client, shareId);
    byte[] sealed = words(0, masked);
    cipher.pass(words);
    return sealed;
  }
}
