package io.caskade.receivers.cccam.session;

import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.PlayedClient;
import io.caskade.lib.receiverlistener.Protocol;
import io.caskade.lib.receiverlistener.ReceiverProtocolContract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/** With a client that speaks extended mode; others are in {@link CccamListenerTest}. */
class CccamContractTest extends ReceiverProtocolContract {
  @Override
  protected Protocol protocol() {
    NodeId node = NodeId.partner(1, NodeId.OSCAM);
    return new CccamProtocol(ServerIdentity.of(node, "2.0.11").orElseThrow(), new SecureRandom());
  }

  @Override
  protected PlayedClient connect(InetSocketAddress address) throws IOException {
    return new ExtendedReceiver(address);
  }
}
