package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduTrace;

/**
 * A message of EMMG/PDG&lt;-&gt;MUX: a record over its bytes, whose accessors read them. {@code of}
 * makes one from values, {@link EmmgDecoder} from the network.
 */
public sealed interface EmmgMessage extends EmmgDecoded
    permits EmmgChannelMessage, EmmgStreamMessage, DataProvision {

  /** The bytes, header included. */
  Pdu pdu();

  /** For a {@code switch} over all messages. */
  EmmgMessageType type();

  /** protocol_version; an answer carries the same. */
  default int version() {
    return pdu().version();
  }

  /** For an EMMG the CA_system_id in the upper 16 bits, and anything unique in the lower. */
  default int clientId() {
    return pdu().unsigned(EmmgParameters.CLIENT_ID);
  }

  /** One line for people, without the contents of datagrams. */
  default String describe() {
    return PduTrace.describe(pdu(), type().row());
  }
}
