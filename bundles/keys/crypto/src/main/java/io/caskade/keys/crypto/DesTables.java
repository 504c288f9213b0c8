package io.caskade.keys.crypto;

/**
 * What a round of DES looks up (FIPS 46-3): each S-box joined with the permutation P behind it, its
 * output turned left by one bit as the halves are between the permutations at the ends.
 */
final class DesTables {
  static final int BOX = 64;

  private static final int BOXES = 8;
  private static final int HALF = 32;
  private static final int COLUMNS = 16;

  /** S1 to S8, four rows of 16 hexadecimal digits each. */
  private static final String[] S = {
    "E4D12FB83A6C5907" + "0F74E2D1A6CB9538" + "41E8D62BFC973A50" + "FC8249175B3EA06D",
    "F18E6B34972DC05A" + "3D47F28EC01A69B5" + "0E7BA4D158C6932F" + "D8A13F42B67C05E9",
    "A09E63F51DC7B428" + "D709346A285ECBF1" + "D6498F30B12C5AE7" + "1AD069874FE3B52C",
    "7DE3069A1285BC4F" + "D8B56F03472C1AE9" + "A690CB7DF13E5284" + "3F06A1D8945BC72E",
    "2C417AB6853FD0E9" + "EB2C47D150FA3986" + "421BAD78F9C5630E" + "B8C71E2D6F09A453",
    "C1AF92680D34E75B" + "AF427C9561DE0B38" + "9EF528C3704A1DB6" + "432C95FABE17608D",
    "4B2EF08D3C975A61" + "D0B7491AE35C2F86" + "14BDC37EAF680592" + "6BD814A7950FE23C",
    "D2846FB1A93E50C7" + "1FD8A374C56B0E92" + "7B419CE206ADF358" + "21E74A8DFC90356B"
  };

  /** The permutation P: which bit of the boxes' output, from 1, goes to each place. */
  private static final int[] P = {
    16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13,
    30, 6, 22, 11, 4, 25
  };

  private DesTables() {}

  /** S1 to S8 behind one another, {@link #BOX} entries each, by the six bits that go in. */
  static int[] joined() {
    int[] joined = new int[BOXES * BOX];
    for (int box = 0; box < BOXES; box++) {
      for (int six = 0; six < BOX; six++) {
        joined[box * BOX + six] = Integer.rotateLeft(permuted(box, digit(box, six)), 1);
      }
    }
    return joined;
  }

  /** The outer two bits choose the row, the inner four the column. */
  private static int digit(int box, int six) {
    int row = ((six >>> 4) & 2) | (six & 1);
    int column = (six >>> 1) & (COLUMNS - 1);
    return Character.digit(S[box].charAt(row * COLUMNS + column), COLUMNS);
  }

  private static int permuted(int box, int digit) {
    int before = digit << (HALF - 4 * (box + 1));
    int after = 0;
    for (int place : P) {
      after = (after << 1) | ((before >>> (HALF - place)) & 1);
    }
    return after;
  }
}
