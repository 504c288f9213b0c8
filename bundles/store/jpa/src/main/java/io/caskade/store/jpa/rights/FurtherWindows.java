package io.caskade.store.jpa.rights;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Window;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a card as columns. Nearly every card has one, in columns of its own; column {@code
 * windows} holds the further ones (mask 4 bytes, start and finish 8 bytes each, big-endian), is
 * null when there are none, and is of no bytes when the card has no window at all.
 */
final class FurtherWindows {
  private static final int BYTES = 4 + 8 + 8;
  private static final byte[] NO_WINDOW = new byte[0];

  private FurtherWindows() {}

  static byte @Nullable [] of(List<Window> windows) {
    if (windows.isEmpty()) {
      return NO_WINDOW;
    }
    if (windows.size() == 1) {
      return null;
    }
    var bytes = ByteBuffer.allocate((windows.size() - 1) * BYTES);
    for (Window window : windows.subList(1, windows.size())) {
      bytes
          .putInt(window.products().bits())
          .putLong(window.start().getEpochSecond())
          .putLong(window.finish().getEpochSecond());
    }
    return bytes.array();
  }

  /** All windows of a row. */
  static List<Window> windows(
      int products, long startAt, long finishAt, byte @Nullable [] further) {
    if (further == null) {
      return List.of(window(products, startAt, finishAt));
    }
    if (further.length == 0) {
      return List.of();
    }
    var windows = new ArrayList<Window>(1 + further.length / BYTES);
    windows.add(window(products, startAt, finishAt));
    var bytes = ByteBuffer.wrap(further);
    while (bytes.hasRemaining()) {
      windows.add(window(bytes.getInt(), bytes.getLong(), bytes.getLong()));
    }
    return windows;
  }

  private static Window window(int products, long startAt, long finishAt) {
    return new Window(
        new ProductMask(products), Instant.ofEpochSecond(startAt), Instant.ofEpochSecond(finishAt));
  }
}
