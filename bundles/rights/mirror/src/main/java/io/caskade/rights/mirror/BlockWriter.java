package io.caskade.rights.mirror;

import io.caskade.api.base.CardRights;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Takes rows in the order of their serials and cuts them into blocks. Confined to a thread. */
final class BlockWriter {
  private static final long SECONDS = 0xFFFF_FFFFL;

  /** Rows of a piece of what is too much for one block. */
  private static final int FULL = NetworkCards.BLOCK * 3 / 4;

  private final Regions regions;
  private int[] serials = new int[NetworkCards.BLOCK];
  private int[] words = new int[NetworkCards.BLOCK * CardBlock.WORDS];
  private int stride = 16;
  private byte[] keys = new byte[NetworkCards.BLOCK * stride];
  private int size;

  BlockWriter(Regions regions) {
    this.regions = regions;
  }

  /** Copies a row as it is. */
  void append(CardBlock from, int row) {
    byte[] key = from.key(row);
    int at = slot(key.length);
    serials[at] = (int) from.serial(row);
    System.arraycopy(
        from.words(), row * CardBlock.WORDS, words, at * CardBlock.WORDS, CardBlock.WORDS);
    System.arraycopy(key, 0, keys, at * stride, key.length);
    Arrays.fill(key, (byte) 0);
  }

  void append(Card card, CardKey key) {
    int at = slot(key.length());
    write(at, card, key.length());
    key.copyTo(keys, at * stride);
  }

  /** New rights with the key of a row that was there. */
  void append(Card card, CardBlock from, int row) {
    append(from, row);
    write(size - 1, card, from.keyLength(row));
  }

  /** Adds what was collected to {@code blocks}, in pieces that have room to grow. */
  void flushTo(List<CardBlock> blocks) {
    int pieces = size <= NetworkCards.BLOCK ? 1 : (size + FULL - 1) / FULL;
    for (int piece = 0; piece < pieces; piece++) {
      int from = (int) ((long) size * piece / pieces);
      int to = (int) ((long) size * (piece + 1) / pieces);
      if (from < to) {
        blocks.add(cut(from, to));
      }
    }
    Arrays.fill(keys, 0, size * stride, (byte) 0);
    size = 0;
  }

  private CardBlock cut(int from, int to) {
    return new CardBlock(
        Arrays.copyOfRange(serials, from, to),
        Arrays.copyOfRange(words, from * CardBlock.WORDS, to * CardBlock.WORDS),
        stride,
        Arrays.copyOfRange(keys, from * stride, to * stride));
  }

  private int slot(int keyLength) {
    if (keyLength > stride) {
      widen(keyLength);
    }
    if (size == serials.length) {
      serials = Arrays.copyOf(serials, size * 2);
      words = Arrays.copyOf(words, size * 2 * CardBlock.WORDS);
      keys = Arrays.copyOf(keys, size * 2 * stride);
    }
    return size++;
  }

  private void widen(int keyLength) {
    byte[] wider = new byte[serials.length * keyLength];
    for (int row = 0; row < size; row++) {
      System.arraycopy(keys, row * stride, wider, row * keyLength, stride);
    }
    keys = wider;
    stride = keyLength;
  }

  private void write(int at, Card card, int keyLength) {
    CardRights rights = card.rights();
    int flags = card.status() == CardStatus.SUSPENDED ? CardBlock.SUSPENDED : 0;
    flags |= rights.paired() ? CardBlock.PAIRED : 0;
    flags |= rights.protectedCard() ? CardBlock.PROTECTED : 0;
    serials[at] = (int) card.serial().value();
    int word = at * CardBlock.WORDS;
    words[word + CardBlock.VERSION] = (int) Math.min(card.version(), SECONDS);
    words[word + CardBlock.MASK] = rights.products().bits();
    words[word + CardBlock.START] = seconds(rights.start());
    words[word + CardBlock.FINISH] = seconds(rights.finish());
    words[word + CardBlock.LATEST] = seconds(card.latestFinish());
    words[word + CardBlock.TRAITS] =
        CardBlock.traits(regions.code(card.region()), keyLength, flags);
  }

  /** Unsigned 32 bits end in 2106; a time outside stays outside of what any card date can say. */
  private static int seconds(Instant instant) {
    return (int) Math.max(0, Math.min(instant.getEpochSecond(), SECONDS));
  }
}
