package io.caskade.lib.simulcrypt.emmg;

import java.util.Optional;

/**
 * A message that the table refuses, and what its sender is to be told.
 *
 * @param version protocol_version of the answer
 * @param messageType message_type of the refused message, 0..65535
 * @param aboutStream true when a stream_error tells it, false for a channel_error
 * @param clientId as the message had it, 0 when it cannot be read
 * @param dataChannelId as the message had it, 0 when it cannot be read
 * @param dataStreamId as the message had it, 0 when it cannot be read; 0 for a channel_error
 * @param information 0..65535, sent as two bytes of error_information: the offset of the bad field
 *     from the first byte of the message when its form is bad (0x0001 without a parameter to blame,
 *     0x0002, 0x0003, 0x0004), else the parameter_type
 * @param answerable false when the message was an error itself: an error is never answered with one
 */
public record EmmgProtocolError(
    int version,
    int messageType,
    EmmgErrorStatus status,
    boolean aboutStream,
    int clientId,
    int dataChannelId,
    int dataStreamId,
    int information,
    boolean answerable)
    implements EmmgDecoded {

  /** error_information as it is sent. */
  public byte[] errorInformation() {
    return new byte[] {(byte) (information >> 8), (byte) information};
  }

  /**
   * True for a data_provision without any datagram: some EMMGs end with one, and a MUX does best to
   * ignore it.
   */
  public boolean isEmptyDataProvision() {
    return messageType == EmmgMessageType.DATA_PROVISION.code()
        && status == EmmgErrorStatus.MISSING_MANDATORY_PARAMETER
        && information == EmmgParameters.DATAGRAM.code();
  }

  /** The channel_error or stream_error to send; empty when there must be no answer. */
  public Optional<EmmgMessage> answer() {
    if (!answerable) {
      return Optional.empty();
    }
    return Optional.of(
        aboutStream
            ? StreamError.of(
                version, clientId, dataChannelId, dataStreamId, status.code(), errorInformation())
            : ChannelError.of(version, clientId, dataChannelId, status.code(), errorInformation()));
  }
}
