package io.caskade.lib.simulcrypt.emmg;

/** A message about the channel. */
public sealed interface EmmgChannelMessage extends EmmgMessage
    permits ChannelSetup, ChannelTest, ChannelStatus, ChannelClose, ChannelError {

  /** 0..65535, unique for the client_id. */
  default int dataChannelId() {
    return pdu().unsigned(EmmgParameters.DATA_CHANNEL_ID);
  }
}
