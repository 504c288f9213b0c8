package io.caskade.lib.simulcrypt;

/**
 * Arithmetic on CP_number, which is 16 bits and wraps from 65535 to 0 (TS 103 197, clause 5).
 *
 * <p>With lead_CW L and CW_per_msg W the CW_provision of period n carries the words of periods
 * n+L-W+1 .. n+L: (1,2) n and n+1, (0,1) n, (1,1) n+1, (1,3) n-1, n and n+1.
 */
public final class CryptoPeriods {
  private static final int MASK = 0xFFFF;

  private CryptoPeriods() {}

  /** The period {@code delta} after {@code cpNumber} (before it, when negative). */
  public static int plus(int cpNumber, int delta) {
    return (cpNumber + delta) & MASK;
  }

  /** Steps from {@code from} to {@code to} the shorter way round: -32768..32767. */
  public static int distance(int from, int to) {
    return (short) (to - from);
  }

  /** The first period whose word the message for {@code cpNumber} carries. */
  public static int firstCarried(int cpNumber, int leadCw, int cwPerMsg) {
    return plus(cpNumber, leadCw - cwPerMsg + 1);
  }

  /** The last period whose word the message for {@code cpNumber} carries. */
  public static int lastCarried(int cpNumber, int leadCw) {
    return plus(cpNumber, leadCw);
  }

  /**
   * The place of {@code carried} among the words that the message for {@code cpNumber} must carry:
   * 0..cwPerMsg-1, or -1 when it is none of them.
   */
  public static int place(int cpNumber, int leadCw, int cwPerMsg, int carried) {
    int place = (carried - firstCarried(cpNumber, leadCw, cwPerMsg)) & MASK;
    return place < cwPerMsg ? place : -1;
  }

  /** An even period's word goes into the even slot, scrambling_control '10'; an odd one's '11'. */
  public static boolean isEven(int cpNumber) {
    return (cpNumber & 1) == 0;
  }
}
