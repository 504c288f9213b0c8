package io.caskade.lib.cardprotocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An answer to reset (ISO 7816-3, 8):
 *
 * <pre>
 *  TS | T0 | TA1 TB1 TC1 TD1 | TA2 TB2 TC2 TD2 | ... | T1 .. TK | TCK
 *     | Y1 K  those of Y1       those of the half byte above in TD     only when T&gt;0 is offered
 * </pre>
 *
 * Immutable; holds nothing secret.
 */
public final class Atr {
  /** TS and at most 32 characters. */
  public static final int LONGEST = 33;

  private static final int DEFAULT_FI = 372;
  private static final int DEFAULT_WI = 10;

  /** Clock rate conversion by the upper half of TA1 (table 7); 0 is reserved. */
  private static final int[] FI = {
    372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0
  };

  /** Baud rate adjustment by the lower half of TA1 (table 8); 0 is reserved. */
  private static final int[] DI = {0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0};

  private final byte[] bytes;
  private final Convention convention;
  private final List<Interface> interfaces;
  private final byte[] historical;

  /**
   * The interface characters of one group; empty where the card sent none.
   *
   * @param td what follows: which characters come next (upper half) and for which protocol
   */
  public record Interface(OptionalInt ta, OptionalInt tb, OptionalInt tc, OptionalInt td) {}

  private Atr(byte[] bytes, Convention convention, List<Interface> interfaces, byte[] historical) {
    this.bytes = bytes;
    this.convention = convention;
    this.interfaces = List.copyOf(interfaces);
    this.historical = historical;
  }

  /**
   * Reads a whole answer to reset.
   *
   * @param characters as a serial port or a PC/SC reader gives them; when they begin with 03, all
   *     are converted from the inverse convention
   * @throws AtrException when it is none
   */
  public static Atr parse(byte[] characters) throws AtrException {
    byte[] bytes = converted(characters);
    Walk walk = Walk.over(bytes);
    if (bytes.length > LONGEST || bytes.length > walk.length) {
      throw new AtrException(
          AtrException.Reason.TOO_LONG,
          bytes.length + " characters, " + walk.length + " announced");
    }
    if (bytes.length < walk.length || !walk.complete) {
      throw new AtrException(
          AtrException.Reason.CUT_OFF,
          bytes.length + " characters, at least " + walk.length + " announced");
    }
    if (walk.checked && xorBehindStart(bytes) != 0) {
      throw new AtrException(AtrException.Reason.CHECK, "the check character is wrong");
    }
    int historicalEnd = walk.length - (walk.checked ? 1 : 0);
    byte[] historical = Arrays.copyOfRange(bytes, historicalEnd - walk.historical, historicalEnd);
    Convention convention = bytes[0] == 0x3F ? Convention.INVERSE : Convention.DIRECT;
    return new Atr(bytes, convention, walk.groups, historical);
  }

  /**
   * How many characters an answer has in all, as far as its beginning tells: while more than were
   * given, go on reading.
   *
   * @param characters what came so far, converted as {@link #parse} does
   * @return 2..33; a longer beginning may announce more, never fewer
   * @throws AtrException with {@code START} when it begins no answer to reset, with {@code
   *     TOO_LONG} when it announces more than 33
   */
  public static int announced(byte[] characters) throws AtrException {
    int length = Walk.over(converted(characters)).length;
    if (length > LONGEST) {
      throw new AtrException(AtrException.Reason.TOO_LONG, length + " characters announced");
    }
    return length;
  }

  private static byte[] converted(byte[] characters) throws AtrException {
    byte[] bytes = characters.clone();
    if (bytes.length == 0) {
      throw new AtrException(AtrException.Reason.CUT_OFF, "it is empty");
    }
    if (bytes[0] == 0x03) {
      Convention.INVERSE.convert(bytes, 0, bytes.length);
    }
    if (bytes[0] != 0x3B && bytes[0] != 0x3F) {
      throw new AtrException(AtrException.Reason.START, "it begins with %02X".formatted(bytes[0]));
    }
    return bytes;
  }

  private static int xorBehindStart(byte[] bytes) {
    int xor = 0;
    for (int i = 1; i < bytes.length; i++) {
      xor ^= bytes[i];
    }
    return xor & 0xFF;
  }

  /** Goes along the chain of interface characters as far as they are there. */
  private static final class Walk {
    private final byte[] bytes;
    private final List<Interface> groups = new ArrayList<>();
    private int at = 1;
    private int historical;
    private boolean checked;
    private boolean complete;
    private int length;

    private Walk(byte[] bytes) {
      this.bytes = bytes;
    }

    static Walk over(byte[] bytes) {
      Walk walk = new Walk(bytes);
      walk.go();
      return walk;
    }

    private void go() {
      OptionalInt format = next(true);
      historical = format.orElse(0) & 0x0F;
      while (format.isPresent()) {
        int follows = format.getAsInt() >> 4;
        Interface group =
            new Interface(
                next((follows & 1) != 0),
                next((follows & 2) != 0),
                next((follows & 4) != 0),
                next((follows & 8) != 0));
        groups.add(group);
        format = group.td();
        checked |= (format.orElse(0) & 0x0F) != 0;
        complete = (follows & 8) == 0 || format.isPresent();
      }
      length = at + historical + (checked ? 1 : 0);
    }

    /** The next character when it is announced and there; its place is counted anyhow. */
    private OptionalInt next(boolean announced) {
      if (!announced) {
        return OptionalInt.empty();
      }
      int place = at++;
      return place < bytes.length ? OptionalInt.of(bytes[place] & 0xFF) : OptionalInt.empty();
    }
  }

  public Convention convention() {
    return convention;
  }

  /** Groups 1, 2, ... of interface characters; the first is there even when it is empty. */
  public List<Interface> interfaces() {
    return interfaces;
  }

  /** A copy of T1..TK, 0..15 bytes. */
  public byte[] historical() {
    return historical.clone();
  }

  /** Whether the historical bytes begin with this ASCII text. */
  public boolean historicalBeginsWith(String ascii) {
    if (ascii.length() > historical.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (historical[i] != (byte) ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The protocols that are offered, in the card's order, 15 (a qualifier) left out; never empty.
   */
  public List<Integer> protocols() {
    List<Integer> offered =
        interfaces.stream()
            .flatMapToInt(group -> group.td().stream())
            .map(td -> td & 0x0F)
            .filter(protocol -> protocol != 15)
            .distinct()
            .boxed()
            .toList();
    return offered.isEmpty() ? List.of(0) : offered;
  }

  /** Fi: clock cycles per etu at Di = 1; 372 when TA1 is absent, empty when it is reserved. */
  public OptionalInt fi() {
    OptionalInt ta1 = interfaces.get(0).ta();
    int fi = ta1.isPresent() ? FI[ta1.getAsInt() >> 4] : DEFAULT_FI;
    return fi == 0 ? OptionalInt.empty() : OptionalInt.of(fi);
  }

  /** Di; 1 when TA1 is absent, empty when it is reserved. */
  public OptionalInt di() {
    OptionalInt ta1 = interfaces.get(0).ta();
    int di = ta1.isPresent() ? DI[ta1.getAsInt() & 0x0F] : 1;
    return di == 0 ? OptionalInt.empty() : OptionalInt.of(di);
  }

  /** N of TC1: extra guard time in etu, 0..255; 255 means the least that the protocol allows. */
  public int extraGuardTime() {
    return interfaces.get(0).tc().orElse(0);
  }

  /** WI of TC2, 1..255: T=0 waits {@code WI * 960 * Fi} clock cycles for a character. */
  public int waitingInteger() {
    int wi = interfaces.size() > 1 ? interfaces.get(1).tc().orElse(DEFAULT_WI) : DEFAULT_WI;
    return wi == 0 ? DEFAULT_WI : wi;
  }

  /**
   * The protocol of TA2: with it the card speaks only that, at once, and at the speed of TA1 unless
   * bit 5 says otherwise.
   */
  public OptionalInt specificMode() {
    return interfaces.size() > 1 ? interfaces.get(1).ta() : OptionalInt.empty();
  }

  /** A copy of all of it, converted: begins with 3B or 3F. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Atr that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Upper-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
