package io.caskade.lib.simulcrypt;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One message of an interface: code, name, who sends it, its parameters, and the type that holds
 * it. The rows of an interface are its table; decoding, validation, traces and the error to send
 * follow from it. Immutable.
 *
 * @param <M> the messages of the interface
 */
public final class MessageRow<M> {
  private static final int TLV_HEADER = 4;

  private final int code;
  private final String name;
  private final Direction sender;
  private final boolean reportsError;
  private final Function<Pdu, M> form;
  private final ParameterUse[] uses;
  private final int[] mandatory = new int[ProtocolVersion.ROW_SETS];

  private MessageRow(
      int code,
      String name,
      Direction sender,
      boolean reportsError,
      Function<Pdu, M> form,
      ParameterUse[] uses) {
    this.code = code;
    this.name = name;
    this.sender = sender;
    this.reportsError = reportsError;
    this.form = form;
    this.uses = uses.clone();
    for (int rowSet = 0; rowSet < mandatory.length; rowSet++) {
      for (int i = 0; i < uses.length; i++) {
        mandatory[rowSet] |= uses[i].min(rowSet) << i;
      }
    }
  }

  /** A message other than an error; at most 31 parameters. */
  public static <M> MessageRow<M> message(
      int code, String name, Direction sender, Function<Pdu, M> form, ParameterUse... uses) {
    return new MessageRow<>(code, name, sender, false, form, uses);
  }

  /** A channel_error or stream_error: no fault in it is ever answered with an error. */
  public static <M> MessageRow<M> error(
      int code, String name, Direction sender, Function<Pdu, M> form, ParameterUse... uses) {
    return new MessageRow<>(code, name, sender, true, form, uses);
  }

  /** message_type, 0..65535. */
  public int code() {
    return code;
  }

  /** The standard's name. */
  public String name() {
    return name;
  }

  public Direction sender() {
    return sender;
  }

  /** True for channel_error and stream_error. */
  public boolean reportsError() {
    return reportsError;
  }

  /** True when the message is about a stream; on both interfaces these codes start at 0x0100. */
  public boolean aboutStream() {
    return code >= 0x0100;
  }

  /** The parameters in the order of the standard. */
  public List<ParameterUse> parameters() {
    return List.of(uses);
  }

  /** The row of a parameter of this message, or null when the message does not have it. */
  public @Nullable ParameterRow parameter(int type) {
    int index = indexOf(type);
    return index < 0 ? null : uses[index].parameter();
  }

  M form(Pdu pdu) {
    return form.apply(pdu);
  }

  /**
   * Checks the parameters in one pass without allocating. A bad TLV structure wins over every other
   * fault; of the others the first on the wire is told, missing parameters last.
   *
   * @param version 1, 2, 3, 5, or {@link ProtocolVersion#ANY}
   * @param keepUnknown whether a parameter that is not in the table passes
   */
  @Nullable Fault check(Pdu pdu, int version, boolean keepUnknown) {
    Fault first = null;
    int seen = 0;
    int end = pdu.length();
    int at = Pdu.HEADER_LENGTH;
    while (at < end) {
      int next = end - at < TLV_HEADER ? -1 : at + TLV_HEADER + pdu.unsigned16At(at + 2);
      if (next < 0 || next > end) {
        return new Fault(Fault.Kind.BAD_STRUCTURE, at);
      }
      int type = pdu.unsigned16At(at);
      int index = indexOf(type);
      if (first == null) {
        first =
            index < 0
                ? checkUnknown(type, keepUnknown)
                : checkValue(
                    pdu, uses[index], at + TLV_HEADER, version, ((seen >>> index) & 1) != 0);
      }
      if (index >= 0) {
        seen |= 1 << index;
      }
      at = next;
    }
    int missing = mandatory[version] & ~seen;
    return first != null || missing == 0
        ? first
        : new Fault(
            Fault.Kind.MISSING_PARAMETER,
            uses[Integer.numberOfTrailingZeros(missing)].parameter().code());
  }

  private static @Nullable Fault checkUnknown(int type, boolean keepUnknown) {
    return keepUnknown || type >= Pdu.FIRST_USER_DEFINED
        ? null
        : new Fault(Fault.Kind.UNKNOWN_PARAMETER_TYPE, type);
  }

  private static @Nullable Fault checkValue(
      Pdu pdu, ParameterUse use, int valueAt, int version, boolean again) {
    ParameterRow row = use.parameter();
    int length = pdu.unsigned16At(valueAt - 2);
    if (again && !use.repeats()) {
      return new Fault(Fault.Kind.REPEATED_PARAMETER, row.code());
    }
    if (length < row.minLength(version) || length > row.maxLength(version)) {
      return new Fault(Fault.Kind.INCONSISTENT_PARAMETER_LENGTH, row.code());
    }
    if (row.maxValue(version) != Long.MAX_VALUE
        && Integer.toUnsignedLong(pdu.numberAt(valueAt, length)) > row.maxValue(version)) {
      return new Fault(Fault.Kind.INVALID_PARAMETER_VALUE, row.code());
    }
    return null;
  }

  private int indexOf(int type) {
    for (int i = 0; i < uses.length; i++) {
      if (uses[i].parameter().code() == type) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return name;
  }
}
