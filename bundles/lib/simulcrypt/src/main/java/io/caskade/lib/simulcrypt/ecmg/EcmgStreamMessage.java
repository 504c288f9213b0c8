package io.caskade.lib.simulcrypt.ecmg;

/** A message about one stream of the channel. */
public sealed interface EcmgStreamMessage extends EcmgMessage
    permits StreamSetup,
        StreamTest,
        StreamStatus,
        StreamCloseRequest,
        StreamCloseResponse,
        StreamError,
        CwProvision,
        EcmResponse {

  /** 0..65535, unique in the channel only. */
  default int ecmStreamId() {
    return pdu().unsigned(EcmgParameters.ECM_STREAM_ID);
  }
}
