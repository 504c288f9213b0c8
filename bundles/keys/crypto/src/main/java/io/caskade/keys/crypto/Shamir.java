package io.caskade.keys.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Secret sharing (A. Shamir, "How to Share a Secret", 1979) over GF(2^8) with the polynomial of
 * AES, byte by byte: any {@code threshold} shares bring the secret back, fewer tell nothing.
 * Arithmetic without tables and branches, so that its time does not depend on the secret.
 */
final class Shamir {
  private Shamir() {}

  /**
   * @param x 1 to 255: where the polynomials were taken
   * @param y as long as the secret
   */
  record Point(int x, byte[] y) {}

  /** Cuts a secret into points at 1 to {@code shares}. */
  static List<Point> cut(byte[] secret, int threshold, int shares, RandomGenerator random) {
    byte[][] coefficients = new byte[threshold][];
    coefficients[0] = secret.clone();
    for (int i = 1; i < threshold; i++) {
      coefficients[i] = new byte[secret.length];
      random.nextBytes(coefficients[i]);
    }
    List<Point> points = new ArrayList<>();
    for (int x = 1; x <= shares; x++) {
      points.add(new Point(x, evaluate(coefficients, x)));
    }
    for (byte[] coefficient : coefficients) {
      Arrays.fill(coefficient, (byte) 0);
    }
    return points;
  }

  private static byte[] evaluate(byte[][] coefficients, int x) {
    byte[] y = new byte[coefficients[0].length];
    for (int degree = coefficients.length - 1; degree >= 0; degree--) {
      for (int i = 0; i < y.length; i++) {
        y[i] = (byte) (multiply(y[i] & 0xFF, x) ^ coefficients[degree][i]);
      }
    }
    return y;
  }

  /** The secret, by Lagrange's interpolation at 0; the points are at different places. */
  static byte[] join(List<Point> points) {
    byte[] secret = new byte[points.get(0).y().length];
    for (Point point : points) {
      int weight = 1;
      for (Point other : points) {
        if (other.x() != point.x()) {
          weight = multiply(weight, multiply(other.x(), inverse(other.x() ^ point.x())));
        }
      }
      for (int i = 0; i < secret.length; i++) {
        secret[i] ^= (byte) multiply(point.y()[i] & 0xFF, weight);
      }
    }
    return secret;
  }

  /** Product modulo x^8 + x^4 + x^3 + x + 1. */
  static int multiply(int a, int b) {
    int product = 0;
    int shifted = a;
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      product ^= shifted & -((b >>> bit) & 1);
      shifted = ((shifted << 1) ^ (0x11B & -(shifted >>> 7))) & 0x1FF;
    }
    return product;
  }

  /** By Fermat: a^254. */
  private static int inverse(int a) {
    int power = 1;
    for (int i = 0; i < 254; i++) {
      power = multiply(power, a);
    }
    return power;
  }
}
