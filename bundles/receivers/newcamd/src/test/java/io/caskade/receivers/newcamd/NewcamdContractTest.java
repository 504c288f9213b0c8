package io.caskade.receivers.newcamd;

import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.receiverlistener.PlayedClient;
import io.caskade.lib.receiverlistener.Protocol;
import io.caskade.lib.receiverlistener.ReceiverProtocolContract;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

class NewcamdContractTest extends ReceiverProtocolContract {
  private static final DesKey KEY = DesKey.parse("1f2e3d4c5b6a79880102030405f6");

  @Override
  protected Protocol protocol() {
    return new NewcamdProtocol(KEY, CA_SYSTEM_ID, ExtendedMode.AUTO, new SecureRandom());
  }

  @Override
  protected PlayedClient connect(InetSocketAddress address) throws IOException {
    return new NewcamdReceiver(address, KEY);
  }
}
