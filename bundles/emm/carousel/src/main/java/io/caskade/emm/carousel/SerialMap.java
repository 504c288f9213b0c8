package io.caskade.emm.carousel;

/**
 * Card serials (unsigned 32 bits) to positive numbers, in two primitive arrays: 8 bytes for each
 * slot, at most two thirds of them used. Open addressing with linear probing; a removal closes the
 * gap, so that nothing piles up.
 */
final class SerialMap {
  static final int ABSENT = 0;
  private static final int SMALLEST = 16;

  private int[] keys = new int[SMALLEST];
  private int[] values = new int[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  /** Bytes of the arrays. */
  long bytes() {
    return 8L * keys.length;
  }

  /** The number of a card, {@link #ABSENT} when it has none. */
  int get(int serial) {
    return values[slot(serial)];
  }

  void put(int serial, int value) {
    if (value == ABSENT) {
      throw new IllegalArgumentException("0 means absent");
    }
    int slot = slot(serial);
    if (values[slot] == ABSENT) {
      if ((size + 1) * 3L > keys.length * 2L) {
        resize(keys.length * 2);
        slot = slot(serial);
      }
      size++;
      keys[slot] = serial;
    }
    values[slot] = value;
  }

  void remove(int serial) {
    int gap = slot(serial);
    if (values[gap] == ABSENT) {
      return;
    }
    size--;
    int mask = keys.length - 1;
    int at = gap;
    while (true) {
      at = at + 1 & mask;
      if (values[at] == ABSENT) {
        break;
      }
      int home = home(keys[at]);
      // What stands at or before the gap in its probe order moves into it.
      if ((at - home & mask) >= (at - gap & mask)) {
        keys[gap] = keys[at];
        values[gap] = values[at];
        gap = at;
      }
    }
    values[gap] = ABSENT;
    if (keys.length > SMALLEST && size * 8L < keys.length) {
      resize(keys.length / 2);
    }
  }

  private int slot(int serial) {
    int mask = keys.length - 1;
    int slot = home(serial);
    while (values[slot] != ABSENT && keys[slot] != serial) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int home(int serial) {
    int mixed = serial * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & keys.length - 1;
  }

  private void resize(int length) {
    int[] oldKeys = keys;
    int[] oldValues = values;
    keys = new int[length];
    values = new int[length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
