package io.caskade.lib.simulcrypt.ecmg;

/** A message about the channel. */
public sealed interface EcmgChannelMessage extends EcmgMessage
    permits ChannelSetup, ChannelTest, ChannelStatus, ChannelClose, ChannelError {}
