package io.caskade.tools.simulator.replay;

import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import io.caskade.lib.simulcrypt.emmg.EmmgParameters;
import io.caskade.lib.simulcrypt.explain.Explanation;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What counts of a message of the head-end when two runs are compared.
 *
 * @param stream its stream id, -1 without
 * @param cpNumber its CP_number, -1 without
 * @param status its first error_status, -1 without
 */
record Answer(SimulcryptInterface spoken, int type, int stream, int cpNumber, int status) {
  private static final int NONE = -1;

  static Answer of(SimulcryptInterface spoken, Pdu message) {
    boolean ecmg = spoken == SimulcryptInterface.ECMG_SCS;
    return new Answer(
        spoken,
        message.messageType(),
        number(message, ecmg ? EcmgParameters.ECM_STREAM_ID : EmmgParameters.DATA_STREAM_ID),
        ecmg ? number(message, EcmgParameters.CP_NUMBER) : NONE,
        number(message, EcmgParameters.ERROR_STATUS));
  }

  private static int number(Pdu message, ParameterRow parameter) {
    OptionalInt number = message.optionalUnsigned(parameter);
    return number.orElse(NONE);
  }

  /** True when both are about the same thing, whatever they say about it. */
  boolean isAbout(Answer other) {
    return stream == other.stream
        && (cpNumber == other.cpNumber || cpNumber == NONE || other.cpNumber == NONE);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(spoken.messageName(type));
    if (stream != NONE) {
      text.append(" stream ").append(stream);
    }
    if (cpNumber != NONE) {
      text.append(" CP ").append(cpNumber);
    }
    if (status != NONE) {
      text.append(' ').append(SimulcryptInterface.hex16(status));
      text.append(" (").append(spoken.statusText(status).orElse("?")).append(')');
    }
    return text.toString();
  }

  /** What to do about it, empty when it is no error. */
  String cure(Locale locale) {
    return status == NONE
        ? ""
        : Explanation.of(
                ExplanationCode.PEER_ERROR,
                spoken,
                "",
                spoken.messageName(type),
                SimulcryptInterface.hex16(status),
                "",
                "")
            .cure(locale);
  }
}
