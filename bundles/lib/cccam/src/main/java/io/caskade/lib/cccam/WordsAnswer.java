package io.caskade.lib.cccam;

import java.util.Arrays;
import java.util.Optional;

/**
 * Command 1 from a server: both control words, even half first. As they are on the wire: masked
 * outside extended mode ({@link FrameOutbox#maskedWords}, {@link FrameInbox#maskedWords}). To
 * another site {@link EcmTerms} follow; anything else behind the words is not looked at.
 */
public final class WordsAnswer implements FromServer {
  /** Bytes of both words. */
  public static final int LENGTH = 16;

  private final int index;
  private final byte[] words;
  private final Optional<EcmTerms> terms;

  private WordsAnswer(int index, byte[] words, Optional<EcmTerms> terms) {
    this.index = index;
    this.words = words;
    this.terms = terms;
  }

  static WordsAnswer of(Frame frame) {
    return new WordsAnswer(frame.flag(), frame.part(0, LENGTH), EcmTerms.of(frame, LENGTH));
  }

  static WordsAnswer of(int index, byte[] words, Optional<EcmTerms> terms) {
    return new WordsAnswer(index, Arrays.copyOf(words, LENGTH), terms);
  }

  /** Of the question, in extended mode. */
  public int index() {
    return index;
  }

  byte[] words() {
    return words.clone();
  }

  /** What the ECM asks of a card; empty unless it was sent to a site. */
  public Optional<EcmTerms> terms() {
    return terms;
  }

  @Override
  public Frame frame() {
    int more = terms.map(EcmTerms::length).orElse(0);
    byte[] bytes = Frame.room(index, Command.ECM, LENGTH + more);
    System.arraycopy(words, 0, bytes, Frame.HEADER, LENGTH);
    terms.ifPresent(told -> told.put(bytes, Frame.HEADER + LENGTH));
    return Frame.wrap(bytes);
  }

  @Override
  public String toString() {
    return "WordsAnswer[index=" + index + "]";
  }
}
