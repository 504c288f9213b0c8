package io.caskade.lib.ts.scrambling;

/**
 * The stream cipher of CSA2: two shift registers A and B of ten nibbles, seven S-boxes of five bits
 * out of A, a combiner with memory. One step gives two bits, so a block of 8 bytes takes 32 steps.
 *
 * <p>A register is a long with nibble 1 in its lowest bits. Picking 35 scattered bits one by one
 * would cost most of the time; four look-ups of nine bits each gather them S-box by S-box, and two
 * S-boxes are looked up at once.
 */
final class Csa2StreamCipher {
  private static final int STEPS = 32;
  private static final long REGISTER = 0xFF_FFFF_FFFFL;
  private static final int LAST_NIBBLE = 36;
  private static final int CHUNK_BITS = 9;
  private static final int CHUNK = (1 << CHUNK_BITS) - 1;
  private static final int PAIR = (1 << 10) - 1;

  private static final int[][] SBOXES = {
    {
      2, 0, 1, 1, 2, 3, 3, 0, 3, 2, 2, 0, 1, 1, 0, 3, 0, 3, 3, 0, 2, 2, 1, 1, 2, 2, 0, 3, 1, 1, 3, 0
    },
    {
      3, 1, 0, 2, 2, 3, 3, 0, 1, 3, 2, 1, 0, 0, 1, 2, 3, 1, 0, 3, 3, 2, 0, 2, 0, 0, 1, 2, 2, 1, 3, 1
    },
    {
      2, 0, 1, 2, 2, 3, 3, 1, 1, 1, 0, 3, 3, 0, 2, 0, 1, 3, 0, 1, 3, 0, 2, 2, 2, 0, 1, 2, 0, 3, 3, 1
    },
    {
      3, 1, 2, 3, 0, 2, 1, 2, 1, 2, 0, 1, 3, 0, 0, 3, 1, 0, 3, 1, 2, 3, 0, 3, 0, 3, 2, 0, 1, 2, 2, 1
    },
    {
      2, 0, 0, 1, 3, 2, 3, 2, 0, 1, 3, 3, 1, 0, 2, 1, 2, 3, 2, 0, 0, 3, 1, 1, 1, 0, 3, 2, 3, 1, 0, 2
    },
    {
      0, 1, 2, 3, 1, 2, 2, 0, 0, 1, 3, 0, 2, 3, 1, 3, 2, 3, 0, 2, 3, 0, 1, 1, 2, 1, 1, 2, 0, 3, 3, 0
    },
    {
      0, 3, 2, 2, 3, 0, 0, 1, 3, 0, 1, 3, 1, 2, 2, 1, 1, 0, 3, 3, 0, 1, 1, 2, 2, 3, 1, 0, 2, 3, 0, 2
    },
  };

  /**
   * Inputs of each S-box, most significant first: ten times the nibble of A, plus the bit in it.
   */
  private static final int[][] SBOX_INPUTS = {
    {40, 12, 61, 73, 90},
    {21, 32, 63, 70, 91},
    {13, 20, 51, 53, 62},
    {33, 11, 23, 42, 80},
    {52, 43, 60, 81, 92},
    {31, 41, 50, 72, 93},
    {22, 30, 71, 82, 83},
  };

  /**
   * Where the low and the high output bit of each S-box go in a word of X (bits 0-3), Y (4-7), Z
   * (8-11), q (12) and p (13).
   */
  private static final int[][] SBOX_OUTPUTS = {
    {10, 0}, {11, 1}, {2, 4}, {3, 5}, {6, 8}, {7, 9}, {12, 13},
  };

  /**
   * Bits of B (nibble and bit as above) whose sums are the bits 3, 2, 1, 0 of B's output nibble.
   */
  private static final int[][] B_SUMS = {
    {30, 61, 72, 93}, {60, 81, 33, 42}, {53, 82, 40, 51}, {92, 63, 31, 80},
  };

  private static final long[] GATHER_1 = gatherTable(0);
  private static final long[] GATHER_2 = gatherTable(1);
  private static final long[] GATHER_3 = gatherTable(2);
  private static final long[] GATHER_4 = gatherTable(3);

  private static final int[] SBOX_1_2 = pairTable(0);
  private static final int[] SBOX_3_4 = pairTable(2);
  private static final int[] SBOX_5_6 = pairTable(4);
  private static final int[] SBOX_7 = singleTable(6);

  private static final int[] B_OUT_1 = sumTable(0);
  private static final int[] B_OUT_2 = sumTable(1);
  private static final int[] B_OUT_3 = sumTable(2);
  private static final int[] B_OUT_4 = sumTable(3);

  private long startA;
  private long startB;

  private long a;
  private long b;
  private int sboxes;
  private int d;
  private int e;
  private int f;
  private int carry;

  Csa2StreamCipher(long controlWord) {
    // The first four bytes fill A1..A8, the others B1..B8, each nibble by nibble.
    for (int i = 0; i < 8; i++) {
      startA |= (controlWord >>> (60 - 4 * i) & 0xF) << (4 * i);
      startB |= (controlWord >>> (28 - 4 * i) & 0xF) << (4 * i);
    }
  }

  private static int bitIndex(int nibbleAndBit) {
    return 4 * (nibbleAndBit / 10 - 1) + nibbleAndBit % 10;
  }

  private static long[] gatherTable(int chunk) {
    long[] table = new long[CHUNK + 1];
    for (int i = 0; i < SBOX_INPUTS.length; i++) {
      for (int j = 0; j < 5; j++) {
        int bit = bitIndex(SBOX_INPUTS[i][j]) - CHUNK_BITS * chunk;
        long target = 1L << (5 * i + 4 - j);
        for (int value = 0; value < table.length; value++) {
          boolean set = bit >= 0 && bit < CHUNK_BITS && (value >> bit & 1) != 0;
          table[value] |= set ? target : 0;
        }
      }
    }
    return table;
  }

  private static int[] sumTable(int chunk) {
    int[] table = new int[CHUNK + 1];
    for (int sum = 0; sum < B_SUMS.length; sum++) {
      for (int input : B_SUMS[sum]) {
        int bit = bitIndex(input) - CHUNK_BITS * chunk;
        for (int value = 0; value < table.length; value++) {
          boolean set = bit >= 0 && bit < CHUNK_BITS && (value >> bit & 1) != 0;
          table[value] ^= set ? 8 >> sum : 0;
        }
      }
    }
    return table;
  }

  private static int[] singleTable(int sbox) {
    int[] table = new int[32];
    for (int value = 0; value < table.length; value++) {
      int out = SBOXES[sbox][value];
      table[value] = (out & 1) << SBOX_OUTPUTS[sbox][0] | out >> 1 << SBOX_OUTPUTS[sbox][1];
    }
    return table;
  }

  private static int[] pairTable(int sbox) {
    int[] low = singleTable(sbox);
    int[] high = singleTable(sbox + 1);
    int[] table = new int[PAIR + 1];
    for (int value = 0; value < table.length; value++) {
      table[value] = low[value & 31] | high[value >> 5];
    }
    return table;
  }

  /**
   * Starts a packet: the key fills the registers, the packet's first scrambled block stirs them.
   */
  void seed(long firstBlock) {
    a = startA;
    b = startB;
    sboxes = 0;
    d = 0;
    e = 0;
    f = 0;
    carry = 0;
    // The nibbles of each byte enter A high one first and B low one first, twice over.
    run(firstBlock, 0xF);
  }

  /** The next 8 bytes to be added to the packet, first byte most significant. */
  long next() {
    return run(0, 0);
  }

  /**
   * 32 steps.
   *
   * @param input the 8 bytes that stir the registers, or 0
   * @param feedback 0xF while stirring, when D runs back into A; else 0
   */
  private long run(long input, int feedback) {
    long ra = a;
    long rb = b;
    int xyz = sboxes;
    int rd = d;
    int re = e;
    int rf = f;
    int rc = carry;
    long output = 0;
    for (int i = 0; i < STEPS; i++) {
      int shift = 56 - 8 * (i >> 2);
      int toA = (int) (input >>> (shift + ((i & 1) == 0 ? 4 : 0))) & 0xF;
      int toB = (int) (input >>> (shift + ((i & 1) == 0 ? 0 : 4))) & 0xF;
      int z = xyz >> 8 & 0xF;

      long gathered =
          GATHER_1[(int) ra & CHUNK]
              | GATHER_2[(int) (ra >>> CHUNK_BITS) & CHUNK]
              | GATHER_3[(int) (ra >>> (2 * CHUNK_BITS)) & CHUNK]
              | GATHER_4[(int) (ra >>> (3 * CHUNK_BITS)) & CHUNK];
      int bOut =
          B_OUT_1[(int) rb & CHUNK]
              ^ B_OUT_2[(int) (rb >>> CHUNK_BITS) & CHUNK]
              ^ B_OUT_3[(int) (rb >>> (2 * CHUNK_BITS)) & CHUNK]
              ^ B_OUT_4[(int) (rb >>> (3 * CHUNK_BITS)) & CHUNK];

      int nextA = ((int) (ra >>> LAST_NIBBLE) ^ xyz ^ (rd & feedback) ^ toA) & 0xF;
      int nextB = ((int) (rb >>> LAST_NIBBLE) ^ (int) (rb >>> 24) ^ xyz >> 4 ^ toB) & 0xF;
      int p = xyz >> 13;
      nextB = (nextB << p | nextB >> (4 - p)) & 0xF;
      ra = (ra << 4 | nextA) & REGISTER;
      rb = (rb << 4 | nextB) & REGISTER;

      rd = re ^ z ^ bOut;
      // When q is set, F takes the sum of Z, E and the carry; otherwise it takes E.
      int q = -(xyz >> 12 & 1);
      int sum = re + (z + rc & q);
      re = rf;
      rf = sum & 0xF;
      rc = (sum >> 4 & q) | (rc & ~q);

      xyz =
          SBOX_1_2[(int) gathered & PAIR]
              | SBOX_3_4[(int) (gathered >>> 10) & PAIR]
              | SBOX_5_6[(int) (gathered >>> 20) & PAIR]
              | SBOX_7[(int) (gathered >>> 30) & 31];
      int parity = rd ^ rd >> 1;
      output = output << 2 | (parity >> 1 & 2) | (parity & 1);
    }
    a = ra;
    b = rb;
    sboxes = xyz;
    d = rd;
    e = re;
    f = rf;
    carry = rc;
    return output;
  }

  void wipe() {
    startA = 0;
    startB = 0;
    seed(0);
    a = 0;
    b = 0;
  }
}
