package io.caskade.cards.readerpcsc;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.smartcardio.CardNotPresentException;
import org.jspecify.annotations.Nullable;

/** What PC/SC says, in the words of the catalogue. */
final class PcscFault {
  private static final Pattern NAME = Pattern.compile("SCARD_[A-Z0-9_]+");

  private final String reader;
  private final String terminal;

  /**
   * @param terminal the setting that names the PC/SC reader
   */
  PcscFault(String reader, String terminal) {
    this.reader = reader;
    this.terminal = terminal;
  }

  /**
   * @param connected whether a card was in contact before
   */
  CaskadeException of(Throwable thrown, boolean connected) {
    if (thrown instanceof CaskadeException refusal) {
      return refusal;
    }
    if (thrown instanceof CardNotPresentException) {
      return away(connected);
    }
    if (thrown instanceof LinkageError) {
      return new CaskadeException(
          ErrorCode.READER_GONE, reader, "libpcsclite is not installed (" + thrown + ")");
    }
    return of(nameIn(thrown), thrown, connected);
  }

  private CaskadeException of(String name, Throwable thrown, boolean connected) {
    return switch (name) {
      case "SCARD_E_NO_SMARTCARD", "SCARD_W_REMOVED_CARD" -> away(connected);
      case "SCARD_W_RESET_CARD" -> new CaskadeException(ErrorCode.CARD_PULLED, reader);
      case "SCARD_W_UNPOWERED_CARD", "SCARD_W_UNRESPONSIVE_CARD" ->
          new CaskadeException(ErrorCode.CARD_MUTE, reader);
      case "SCARD_E_NOT_TRANSACTED",
          "SCARD_E_COMM_DATA_LOST",
          "SCARD_F_COMM_ERROR",
          "SCARD_E_TIMEOUT" ->
          new CaskadeException(ErrorCode.CARD_SILENT, reader);
      case "SCARD_E_SHARING_VIOLATION" ->
          new CaskadeException(ErrorCode.READER_PORT_TAKEN, reader, terminal);
      case "SCARD_E_PROTO_MISMATCH", "SCARD_W_UNSUPPORTED_CARD" ->
          new CaskadeException(ErrorCode.CARD_NOT_OURS, reader, name);
      default ->
          new CaskadeException(
              ErrorCode.READER_GONE, reader, name.isEmpty() ? thrown.toString() : name);
    };
  }

  private CaskadeException away(boolean connected) {
    return new CaskadeException(connected ? ErrorCode.CARD_PULLED : ErrorCode.CARD_ABSENT, reader);
  }

  /** The provider tells the code only in texts, somewhere along the causes. */
  private static String nameIn(Throwable thrown) {
    for (@Nullable Throwable one = thrown; one != null; one = one.getCause()) {
      Matcher name = NAME.matcher(String.valueOf(one.getMessage()));
      if (name.find()) {
        return name.group();
      }
    }
    return "";
  }
}
