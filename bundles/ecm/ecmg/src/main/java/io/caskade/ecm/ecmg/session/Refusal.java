package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import java.nio.charset.StandardCharsets;

/**
 * The error that answers a message.
 *
 * @param status error_status, 0..65535
 * @param information error_information, empty for none
 * @param text for the log and the face, never secret
 */
record Refusal(int status, Octets information, String text) implements ProvisionReading {
  private static final int MOST_INFORMATION = 200;

  static Refusal of(EcmgErrorStatus status) {
    return new Refusal(status.code(), Octets.empty(), status.text());
  }

  /** A parameter is at fault: its type goes along, as two bytes. */
  static Refusal of(EcmgErrorStatus status, ParameterRow parameter) {
    byte[] type = {(byte) (parameter.code() >> 8), (byte) parameter.code()};
    return new Refusal(status.code(), Octets.of(type), status.text() + ": " + parameter.name());
  }

  /** A refusal by the issuer: its sentence goes along. */
  static Refusal of(CaskadeException reason) {
    String text = String.valueOf(reason.getMessage());
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return new Refusal(
        reason.code().ecmgStatus(),
        Octets.of(ascii, 0, Math.min(ascii.length, MOST_INFORMATION)),
        text);
  }
}
