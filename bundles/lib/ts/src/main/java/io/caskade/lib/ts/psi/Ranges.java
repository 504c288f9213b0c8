package io.caskade.lib.ts.psi;

/** Bounds of fields that callers set. */
final class Ranges {
  private Ranges() {}

  static void u16(String field, int value) {
    within(field, value, 0xFFFF);
  }

  static void pid(int value) {
    within("PID", value, 0x1FFF);
  }

  static void within(String field, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(field + " " + value + " is not within 0.." + max);
    }
  }
}
