package io.caskade.receivers.camd35;

import io.caskade.lib.receiverlistener.PlayedClient;
import io.caskade.lib.receiverlistener.Protocol;
import io.caskade.lib.receiverlistener.ReceiverProtocolContract;
import io.caskade.lib.receiverlistener.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;

class Cs378xContractTest extends ReceiverProtocolContract {
  @Override
  protected Protocol protocol() {
    return new Camd35Protocol(Transport.TCP);
  }

  @Override
  protected PlayedClient connect(InetSocketAddress address) throws IOException {
    return new Cs378xReceiver(address, CA_SYSTEM_ID);
  }
}
