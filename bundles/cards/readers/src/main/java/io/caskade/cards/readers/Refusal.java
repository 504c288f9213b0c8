package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.cards.ReaderState;
import java.util.List;

/**
 * Why a reader or its card could not do something, without the exception: that would keep a
 * driver's classes alive.
 *
 * @param arguments of the code's text
 */
record Refusal(ErrorCode code, List<Object> arguments) {
  Refusal {
    arguments = List.copyOf(arguments);
  }

  static Refusal of(ErrorCode code, Object... arguments) {
    return new Refusal(code, List.of(arguments));
  }

  /** What was thrown; a fault of the driver itself counts as a reader that is not reached. */
  static Refusal of(String reader, Throwable thrown) {
    return thrown instanceof CaskadeException refusal
        ? new Refusal(refusal.code(), refusal.arguments().stream().map(Refusal::plain).toList())
        : of(ErrorCode.READER_GONE, reader, thrown.getClass().getName());
  }

  private static Object plain(Object argument) {
    return argument instanceof Number ? argument : argument.toString();
  }

  CaskadeException exception() {
    return new CaskadeException(code, arguments.toArray());
  }

  /** What the reader is in after this refusal. */
  ReaderState state() {
    return switch (code) {
      case CARD_ABSENT, CARD_PULLED -> ReaderState.EMPTY;
      case READER_GONE, READER_PORT_TAKEN, READER_SETTING, READER_ECHO -> ReaderState.NO_READER;
      default -> concernsReader() ? ReaderState.UNUSABLE : ReaderState.NO_READER;
    };
  }

  /** Whether reader or card are at fault, not what was asked of them. */
  boolean concernsReader() {
    return switch (code) {
      case READER_GONE,
          READER_PORT_TAKEN,
          READER_SETTING,
          READER_ECHO,
          CARD_ABSENT,
          CARD_PULLED,
          CARD_MUTE,
          CARD_GARBLED,
          CARD_PARITY,
          CARD_ATR_INVALID,
          CARD_NOT_OURS,
          CARD_SILENT,
          CARD_WAITS,
          CARD_STATUS,
          CARD_ANSWER_INVALID ->
          true;
      default -> false;
    };
  }

  /** Whether something failed; an empty reader is none, a card of another system neither. */
  boolean isFailure() {
    return code != ErrorCode.CARD_ABSENT && code != ErrorCode.CARD_NOT_OURS;
  }
}
