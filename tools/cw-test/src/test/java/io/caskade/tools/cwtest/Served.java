package io.caskade.tools.cwtest;

import io.caskade.api.base.Octets;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cwclient.WireProtocol;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.receiverlistener.ListenerSettings;
import io.caskade.lib.receiverlistener.Protocol;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import io.caskade.receivers.camd35.Camd35TestAccess;
import io.caskade.receivers.cccam.session.CccamProtocol;
import io.caskade.receivers.cccam.session.ServerIdentity;
import io.caskade.receivers.newcamd.NewcamdTestAccess;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** A listener of the head-end with a server behind it that says what the test told it to. */
final class Served implements AutoCloseable {
  static final String KEY = "0102030405060708091011121314";
  static final String ECM = "80700541424344EE";
  static final String WORDS = "11223366445566FF778899980A0B0C21";

  final PlayedReceiverService server = new PlayedReceiverService();
  private final ReceiverLoops loops = ReceiverLoops.open("cw-test", 1);
  private final ReceiverListener listener;

  Served(WireProtocol protocol) {
    Transport transport = protocol == WireProtocol.CAMD35 ? Transport.UDP : Transport.TCP;
    ListenerSettings settings =
        new SettingsCheck("test", "main").common(transport, "127.0.0.1", 0, 100, 100, 30, 0);
    listener =
        new ReceiverListener(
            protocol.toString(),
            settings,
            spoken(protocol, transport),
            loops,
            InstantSource.system(),
            System::nanoTime);
    server.account("alice", "s3cret");
    server.offer(new OfferedCard(0x0B00, List.of(0, 1), 0));
    server.opens(Octets.parseHex(ECM), Octets.parseHex(WORDS));
    loops.use(server);
    listener.start();
  }

  private static Protocol spoken(WireProtocol protocol, Transport transport) {
    return switch (protocol) {
      case CCCAM ->
          new CccamProtocol(
              ServerIdentity.of(NodeId.partner(1, NodeId.OSCAM), "2.0.11").orElseThrow(),
              new SecureRandom());
      case NEWCAMD -> NewcamdTestAccess.protocol(DesKey.parse(KEY));
      case CS378X, CAMD35 -> Camd35TestAccess.protocol(transport);
    };
  }

  String address() {
    return "127.0.0.1:" + listener.localAddress().orElseThrow().getPort();
  }

  @Override
  public void close() {
    listener.stop();
    loops.close();
  }
}
