package io.caskade.lib.newcamd;

import java.util.Arrays;

/**
 * DES-EDE with two keys (FIPS 46-3, chapters "The Data Encryption Standard" and "Triple Data
 * Encryption Algorithm"), one block at a time. The JDK's takes three times as long for a question
 * and its answer and holds kilobytes for each key, which ten thousand receivers with a key each
 * feel. Not constant in time: newcamd's keys are no secret worth that. Immutable until {@link
 * #destroy}.
 */
final class TripleDes {
  private static final int ROUNDS = 16;
  private static final int HALF = 28;
  private static final int HALF_MASK = (1 << HALF) - 1;

  private static final int[] PC1 = {
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60,
    52, 44, 36, 63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29,
    21, 13, 5, 28, 20, 12, 4
  };

  private static final int[] PC2 = {
    14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52,
    31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
  };

  /** One bit for each round that shifts by two. */
  private static final int DOUBLE_SHIFTS = 0b0111_1110_1111_1100;

  private static final int[] P = {
    16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13,
    30, 6, 22, 11, 4, 25
  };

  /** S1 to S8: four rows of sixteen hexadecimal digits each. */
  private static final String[] BOXES = {
    "E4D12FB83A6C59070F74E2D1A6CB953841E8D62BFC973A50FC8249175B3EA06D",
    "F18E6B34972DC05A3D47F28EC01A69B50E7BA4D158C6932FD8A13F42B67C05E9",
    "A09E63F51DC7B428D709346A285ECBF1D6498F30B12C5AE71AD069874FE3B52C",
    "7DE3069A1285BC4FD8B56F03472C1AE9A690CB7DF13E52843F06A1D8945BC72E",
    "2C417AB6853FD0E9EB2C47D150FA3986421BAD78F9C5630EB8C71E2D6F09A453",
    "C1AF92680D34E75BAF427C9561DE0B389EF528C3704A1DB6432C95FABE17608D",
    "4B2EF08D3C975A61D0B7491AE35C2F8614BDC37EAF6805926BD814A7950FE23C",
    "D2846FB1A93E50C71FD8A374C56B0E927B419CE206ADF35821E74A8DFC90356B"
  };

  /** What each box contributes to a round, with P already applied. */
  private static final int[][] SP = contributions();

  /** Round keys: six bits for the boxes 1, 3, 5, 7 in one word, for 2, 4, 6, 8 in the next. */
  private final int[] keys = new int[3 * 2 * ROUNDS];

  /**
   * @param key K1 and K2, eight bytes each; parity does not count
   */
  TripleDes(byte[] key) {
    long first = block(key, 0);
    long second = block(key, 8);
    schedule(first, 0, 1);
    schedule(second, 2 * ROUNDS - 1, -1);
    System.arraycopy(keys, 0, keys, 4 * ROUNDS, 2 * ROUNDS);
  }

  /** E(K1), D(K2), E(K1). */
  long encrypt(long block) {
    return run(block, 0, 2);
  }

  /** D(K1), E(K2), D(K1). */
  long decrypt(long block) {
    return run(block, keys.length - 2, -2);
  }

  /** Overwrites the keys. */
  void destroy() {
    Arrays.fill(keys, 0);
  }

  /** All 48 rounds; the permutations between the three passes cancel out to an exchange. */
  private long run(long block, int from, int step) {
    long permuted = initial(block);
    int left = (int) (permuted >>> 32);
    int right = (int) permuted;
    int at = from;
    for (int pass = 0; pass < 3; pass++) {
      for (int round = 0; round < ROUNDS; round += 2) {
        left ^= round(right, keys[at], keys[at + 1]);
        at += step;
        right ^= round(left, keys[at], keys[at + 1]);
        at += step;
      }
      int exchanged = left;
      left = right;
      right = exchanged;
    }
    return last(left, right);
  }

  private static int round(int half, int oddBoxes, int evenBoxes) {
    int odd = Integer.rotateRight(half, 1) ^ oddBoxes;
    int even = Integer.rotateLeft(half, 3) ^ evenBoxes;
    return SP[0][odd >>> 26]
        ^ SP[1][even >>> 26]
        ^ SP[2][odd >>> 18 & 0x3F]
        ^ SP[3][even >>> 18 & 0x3F]
        ^ SP[4][odd >>> 10 & 0x3F]
        ^ SP[5][even >>> 10 & 0x3F]
        ^ SP[6][odd >>> 2 & 0x3F]
        ^ SP[7][even >>> 2 & 0x3F];
  }

  /** IP as five exchanges of bits between the halves. */
  private static long initial(long block) {
    long halves = block;
    halves = exchange(halves, 4, 0x0F0F0F0F);
    halves = exchange(halves, 16, 0x0000FFFF);
    halves = Long.rotateLeft(halves, 32);
    halves = exchange(halves, 2, 0x33333333);
    halves = exchange(halves, 8, 0x00FF00FF);
    halves = Long.rotateLeft(halves, 32);
    return exchange(halves, 1, 0x55555555);
  }

  /** The inverse of IP: the same exchanges backwards. */
  private static long last(int left, int right) {
    long halves = (long) left << 32 | right & 0xFFFFFFFFL;
    halves = exchange(halves, 1, 0x55555555);
    halves = Long.rotateLeft(halves, 32);
    halves = exchange(halves, 8, 0x00FF00FF);
    halves = exchange(halves, 2, 0x33333333);
    halves = Long.rotateLeft(halves, 32);
    halves = exchange(halves, 16, 0x0000FFFF);
    return exchange(halves, 4, 0x0F0F0F0F);
  }

  /** Bits of the upper half, {@code distance} higher, change places with masked lower ones. */
  private static long exchange(long halves, int distance, int mask) {
    int upper = (int) (halves >>> 32);
    int lower = (int) halves;
    int different = (upper >>> distance ^ lower) & mask;
    upper ^= different << distance;
    lower ^= different;
    return (long) upper << 32 | lower & 0xFFFFFFFFL;
  }

  /** Writes sixteen round keys from {@code first} on, forwards or backwards. */
  private void schedule(long key, int first, int direction) {
    long selected = select(key, 64, PC1);
    int c = (int) (selected >>> HALF);
    int d = (int) selected & HALF_MASK;
    for (int round = 0; round < ROUNDS; round++) {
      int shift = 1 + (DOUBLE_SHIFTS >> round & 1);
      c = (c << shift | c >>> HALF - shift) & HALF_MASK;
      d = (d << shift | d >>> HALF - shift) & HALF_MASK;
      long bits = select((long) c << HALF | d, 2 * HALF, PC2);
      int at = 2 * (direction > 0 ? first + round : first - round);
      keys[at] = spread(bits >>> 6);
      keys[at + 1] = spread(bits);
    }
  }

  /** Every other group of six bits, in steps of twelve, to the places that a round looks at. */
  private static int spread(long bits) {
    return (int) (bits >>> 36 & 0x3F) << 26
        | (int) (bits >>> 24 & 0x3F) << 18
        | (int) (bits >>> 12 & 0x3F) << 10
        | (int) (bits & 0x3F) << 2;
  }

  /** Bits by their number, the highest of {@code width} being 1, as the standard counts. */
  private static long select(long from, int width, int[] numbers) {
    long selected = 0;
    for (int number : numbers) {
      selected = selected << 1 | from >>> width - number & 1;
    }
    return selected;
  }

  private static int[][] contributions() {
    int[][] all = new int[BOXES.length][64];
    for (int box = 0; box < BOXES.length; box++) {
      for (int in = 0; in < 64; in++) {
        int row = in >> 4 & 2 | in & 1;
        int out = Character.digit(BOXES[box].charAt(16 * row + (in >> 1 & 0xF)), 16);
        all[box][in] = (int) select((long) out << 28 - 4 * box, 32, P);
      }
    }
    return all;
  }

  private static long block(byte[] bytes, int offset) {
    long block = 0;
    for (int i = 0; i < 8; i++) {
      block = block << 8 | bytes[offset + i] & 0xFF;
    }
    return block;
  }

  @Override
  public String toString() {
    return "TripleDes";
  }
}
