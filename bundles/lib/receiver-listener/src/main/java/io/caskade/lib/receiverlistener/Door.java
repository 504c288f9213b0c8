package io.caskade.lib.receiverlistener;

import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;

/** Binds a socket on which clients come in. */
@FunctionalInterface
interface Door {
  /** The future fails with an IOException when the address is not to be had. */
  ChannelFuture bind(InetSocketAddress address);
}
