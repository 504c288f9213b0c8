package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduTrace;

/**
 * A message of ECMG&lt;-&gt;SCS: a record over its bytes, whose accessors read them. {@code of}
 * makes one from values, {@link EcmgDecoder} from the network.
 */
public sealed interface EcmgMessage extends EcmgDecoded
    permits EcmgChannelMessage, EcmgStreamMessage {

  /** The bytes, header included. */
  Pdu pdu();

  /** For a {@code switch} over all messages. */
  EcmgMessageType type();

  /** protocol_version; an answer carries the same. */
  default int version() {
    return pdu().version();
  }

  /** 0..65535, chosen by the SCS. */
  default int ecmChannelId() {
    return pdu().unsigned(EcmgParameters.ECM_CHANNEL_ID);
  }

  /** One line for people, without control words. */
  default String describe() {
    return PduTrace.describe(pdu(), type().row());
  }
}
