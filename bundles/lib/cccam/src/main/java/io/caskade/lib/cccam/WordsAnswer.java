package io.caskade.lib.cccam;

import java.util.Arrays;

/**
 * Command 1 from a server: both control words, even half first. As they are on the wire: masked
 * outside extended mode ({@link FrameOutbox#maskedWords}, {@link FrameInbox#maskedWords}).
 */
public final class WordsAnswer implements FromServer {
  /** Bytes of both words. */
  public static final int LENGTH = 16;

  private final int index;
  private final byte[] words;

  private WordsAnswer(int index, byte[] words) {
    this.index = index;
    this.words = words;
  }

  static WordsAnswer of(Frame frame) {
    return new WordsAnswer(frame.flag(), frame.part(0, LENGTH));
  }

  static WordsAnswer of(int index, byte[] words) {
    return new WordsAnswer(index, Arrays.copyOf(words, LENGTH));
  }

  /** Of the question, in extended mode. */
  public int index() {
    return index;
  }

  byte[] words() {
    return words.clone();
  }

  @Override
  public Frame frame() {
    byte[] bytes = Frame.room(index, Command.ECM, LENGTH);
    System.arraycopy(words, 0, bytes, Frame.HEADER, LENGTH);
    return Frame.wrap(bytes);
  }

  @Override
  public String toString() {
    return "WordsAnswer[index=" + index + "]";
  }
}
