package io.caskade.rights.mirror;

import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Takes rows in the order of their serials and cuts them into blocks. Confined to a thread. */
final class BlockWriter {
  /** Rows of a piece of what is too much for one block. */
  private static final int FULL = NetworkCards.BLOCK * 3 / 4;

  private final Regions regions;
  private int[] serials = new int[NetworkCards.BLOCK];
  private int[] words = new int[NetworkCards.BLOCK * CardBlock.WORDS];
  private int stride = 16;
  private byte[] keys = new byte[NetworkCards.BLOCK * stride];
  private int[] extras = new int[0];
  private int extraSize;
  private int size;

  BlockWriter(Regions regions) {
    this.regions = regions;
  }

  /** Copies rows as they are, {@code end} exclusive. */
  void append(CardBlock from, int row, int end) {
    if (from.stride() == stride && from.extras() == Extras.NONE) {
      appendPlain(from, row, end - row);
    } else {
      for (int next = row; next < end; next++) {
        append(from, next);
      }
    }
  }

  /** A change of one card copies its whole block: at once, where no row needs a look. */
  private void appendPlain(CardBlock from, int row, int rows) {
    makeRoom(rows);
    System.arraycopy(from.serials(), row, serials, size, rows);
    System.arraycopy(
        from.words(), row * CardBlock.WORDS, words, size * CardBlock.WORDS, rows * CardBlock.WORDS);
    System.arraycopy(from.keys(), row * stride, keys, size * stride, rows * stride);
    size += rows;
  }

  /** Copies a row as it is. */
  void append(CardBlock from, int row) {
    int at = slot(from, row);
    serials[at] = (int) from.serial(row);
    int word = at * CardBlock.WORDS;
    System.arraycopy(from.words(), row * CardBlock.WORDS, words, word, CardBlock.WORDS);
    if (from.is(row, CardBlock.EXTRA)) {
      int source = from.word(row, CardBlock.MASK);
      int length = from.extras().lengthAt(source);
      int place = extraPlace(length);
      System.arraycopy(from.extras().words(), source, extras, place, length);
      words[word + CardBlock.MASK] = place;
    }
  }

  /**
   * A new row.
   *
   * @param told the latest finish that the table told it before
   */
  void append(Card card, Instant told, CardKey key) {
    int at = slot(key.length());
    write(at, card, told, key.length());
    key.copyTo(keys, at * stride);
  }

  /** New rights with the key of a row that was there. */
  void append(Card card, Instant told, CardBlock from, int row) {
    write(slot(from, row), card, told, from.keyLength(row));
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
    extraSize = 0;
  }

  private CardBlock cut(int from, int to) {
    int first = extrasBefore(from);
    int last = extrasBefore(to);
    int[] rows = Arrays.copyOfRange(words, from * CardBlock.WORDS, to * CardBlock.WORDS);
    for (int word = 0; word < rows.length; word += CardBlock.WORDS) {
      if ((rows[word + CardBlock.TRAITS] & CardBlock.EXTRA) != 0) {
        rows[word + CardBlock.MASK] -= first;
      }
    }
    return new CardBlock(
        Arrays.copyOfRange(serials, from, to),
        rows,
        stride,
        Arrays.copyOfRange(keys, from * stride, to * stride),
        first == last ? Extras.NONE : new Extras(Arrays.copyOfRange(extras, first, last)));
  }

  /** Words of the extras of all rows before one: they stand in the order of the rows. */
  private int extrasBefore(int row) {
    for (int at = row; at < size; at++) {
      int word = at * CardBlock.WORDS;
      if ((words[word + CardBlock.TRAITS] & CardBlock.EXTRA) != 0) {
        return words[word + CardBlock.MASK];
      }
    }
    return extraSize;
  }

  /** A slot with the key of a row that was there. */
  private int slot(CardBlock from, int row) {
    byte[] key = from.key(row);
    int at = slot(key.length);
    System.arraycopy(key, 0, keys, at * stride, key.length);
    Arrays.fill(key, (byte) 0);
    return at;
  }

  private int extraPlace(int length) {
    if (extraSize + length > extras.length) {
      extras = Arrays.copyOf(extras, Math.max(extraSize + length, extras.length * 2));
    }
    int place = extraSize;
    extraSize += length;
    return place;
  }

  private int slot(int keyLength) {
    if (keyLength > stride) {
      widen(keyLength);
    }
    makeRoom(1);
    return size++;
  }

  private void makeRoom(int rows) {
    if (size + rows > serials.length) {
      int room = Math.max(size + rows, serials.length * 2);
      serials = Arrays.copyOf(serials, room);
      words = Arrays.copyOf(words, room * CardBlock.WORDS);
      keys = Arrays.copyOf(keys, room * stride);
    }
  }

  private void widen(int keyLength) {
    byte[] wider = new byte[serials.length * keyLength];
    for (int row = 0; row < size; row++) {
      System.arraycopy(keys, row * stride, wider, row * keyLength, stride);
    }
    keys = wider;
    stride = keyLength;
  }

  private void write(int at, Card card, Instant told, int keyLength) {
    Sold sold = card.sold();
    serials[at] = (int) card.serial().value();
    int word = at * CardBlock.WORDS;
    words[word + CardBlock.VERSION] = (int) Math.min(card.version(), Seconds.LAST);
    if (Extras.needed(sold)) {
      int place = extraPlace(Extras.length(sold.windows().size()));
      Extras.write(sold, extras, place);
      words[word + CardBlock.MASK] = place;
      words[word + CardBlock.START] = 0;
      words[word + CardBlock.FINISH] = sold.lastFinish().map(Seconds::of).orElse(0);
    } else {
      Window window = sold.windows().get(0);
      words[word + CardBlock.MASK] = window.products().bits();
      words[word + CardBlock.START] = Seconds.of(window.start());
      words[word + CardBlock.FINISH] = Seconds.of(window.finish());
    }
    words[word + CardBlock.LATEST] = Seconds.of(Telling.later(card.latestFinish(), told));
    words[word + CardBlock.TRAITS] =
        CardBlock.traits(regions.code(card.region()), keyLength, flags(card));
  }

  private static int flags(Card card) {
    Sold sold = card.sold();
    int flags = card.status().stopped() ? CardBlock.STOPPED : 0;
    flags |= card.status() == CardStatus.STOCK ? CardBlock.STOCK : 0;
    flags |= sold.paired() ? CardBlock.PAIRED : 0;
    flags |= sold.protectedCard() ? CardBlock.PROTECTED : 0;
    return Extras.needed(sold) ? flags | CardBlock.EXTRA : flags;
  }
}
