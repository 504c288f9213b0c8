package io.caskade.cards.virtual.card;

import io.caskade.api.base.ProductMask;
import java.nio.ByteBuffer;

/**
 * What a card may open, as the CONFIG file (tvcas3, 7.1) or the last EMM (3.2) left it.
 *
 * @param start opens after it: Unix time, 0..2^32-1
 * @param stop opens before it
 * @param startDate card date (3.3), for display
 * @param finishDate card date, for display
 * @param paired opens only in the host that it remembers
 * @param protection byte "type", 0..255
 * @param reserve 0..255; 1 asks for the end of a block
 */
public record Entitlement(
    ProductMask products,
    long start,
    long stop,
    int startDate,
    int finishDate,
    boolean paired,
    int protection,
    int reserve) {
  /** Bytes of {@link #write}. */
  public static final int LENGTH = 19;

  private static final long WORD = 0xFFFF_FFFFL;

  /** Of a CONFIG file: start, stop, packages, dates. */
  static Entitlement ofConfig(ByteBuffer from) {
    long start = word(from);
    long stop = word(from);
    return of(from, new ProductMask(from.getInt()), start, stop);
  }

  /** Of an EMM, behind its serial: packages, start, stop, dates. */
  static Entitlement ofEmm(ByteBuffer from) {
    ProductMask products = new ProductMask(from.getInt());
    long start = word(from);
    return of(from, products, start, word(from));
  }

  private static Entitlement of(ByteBuffer from, ProductMask products, long start, long stop) {
    return new Entitlement(
        products,
        start,
        stop,
        from.getShort() & 0xFFFF,
        from.getShort() & 0xFFFF,
        from.get() != 0,
        from.get() & 0xFF,
        from.get() & 0xFF);
  }

  /** Reads what {@link #write} wrote. */
  public static Entitlement read(ByteBuffer from) {
    return ofConfig(from);
  }

  /** Appends it, 19 bytes. */
  public void write(ByteBuffer to) {
    to.putInt((int) start)
        .putInt((int) stop)
        .putInt(products.bits())
        .putShort((short) startDate)
        .putShort((short) finishDate)
        .put((byte) (paired ? 1 : 0))
        .put((byte) protection)
        .put((byte) reserve);
  }

  /** Without pairing and limits (tvcas3, 6.6). */
  boolean opens(ProductMask service, long time) {
    return start < time && time < stop && products.shares(service);
  }

  private static long word(ByteBuffer from) {
    return from.getInt() & WORD;
  }
}
