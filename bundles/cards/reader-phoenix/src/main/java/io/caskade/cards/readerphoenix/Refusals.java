package io.caskade.cards.readerphoenix;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.lib.cardprotocol.LineFault;
import io.caskade.lib.cardprotocol.LineFaultException;
import java.util.EnumMap;
import java.util.Map;

/** Which error of the catalogue a fault is. */
final class Refusals {
  private static final int LONGEST_DATA = 255;

  private static final Map<LineFault, ErrorCode> CODES =
      new EnumMap<>(
          Map.of(
              LineFault.MUTE, ErrorCode.CARD_MUTE,
              LineFault.GARBLED, ErrorCode.CARD_GARBLED,
              LineFault.ATR_INVALID, ErrorCode.CARD_ATR_INVALID,
              LineFault.PARITY, ErrorCode.CARD_PARITY,
              LineFault.ECHO, ErrorCode.READER_ECHO,
              LineFault.SILENT, ErrorCode.CARD_SILENT,
              LineFault.WAITS, ErrorCode.CARD_WAITS,
              LineFault.STATUS, ErrorCode.CARD_STATUS,
              LineFault.PULLED, ErrorCode.CARD_PULLED,
              LineFault.GONE, ErrorCode.READER_GONE));

  private final String reader;

  Refusals(String reader) {
    this.reader = reader;
  }

  CaskadeException of(LineFaultException e) {
    ErrorCode code = CODES.get(e.fault());
    if (code == null) {
      throw new IllegalArgumentException(e.fault() + " has no code of its own", e);
    }
    return new CaskadeException(e, code, reader, e.detail());
  }

  /** A command whose P3 does not count its data, or is 0 where the card takes that for none. */
  CaskadeException tooLong(int dataLength) {
    int length = dataLength == 0 ? LONGEST_DATA + 1 : dataLength;
    return new CaskadeException(ErrorCode.COMMAND_TOO_LONG, "data", length, LONGEST_DATA);
  }

  CaskadeException of(PortException e, String port) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case GONE -> new CaskadeException(e, ErrorCode.READER_GONE, reader, message);
      case TAKEN -> new CaskadeException(e, ErrorCode.READER_PORT_TAKEN, reader, port);
      case SETTING -> new CaskadeException(
          e, ErrorCode.READER_SETTING, reader, message, e.setting());
    };
  }

  CaskadeException absent() {
    return new CaskadeException(ErrorCode.CARD_ABSENT, reader);
  }

  CaskadeException pulled() {
    return new CaskadeException(ErrorCode.CARD_PULLED, reader);
  }
}
