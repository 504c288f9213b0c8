package io.caskade.receivers.edge.core;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.ListenerSettings;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import io.caskade.receivers.cccam.session.CccamProtocol;
import io.caskade.receivers.cccam.session.ServerIdentity;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A core with the real CCcam listener on a real socket; what it opens says the test. */
final class ServedCore implements AutoCloseable {
  static final int CAID = 0x0B00;
  static final Instant ISSUED_AT = Instant.parse("2026-11-22T10:00:00Z");
  static final AccessCriteria CRITERIA = AccessCriteria.of(new byte[] {0, 0, 0, 5});

  final PlayedReceiverService server = new PlayedReceiverService();
  private final ReceiverLoops loops = ReceiverLoops.open("core-test", 1);
  private final ReceiverListener listener;

  ServedCore() {
    this(0);
  }

  /** On a port that was another's. */
  ServedCore(int port) {
    server.account("north", "s3cret");
    server.site("north");
    server.offer(new OfferedCard(CAID, List.of(0), 0));
    loops.use(server);
    ListenerSettings settings =
        new SettingsCheck("io.caskade.receivers.cccam", "core")
            .common(Transport.TCP, "127.0.0.1", port, 100, 100, 30, 0);
    SecureRandom random = new SecureRandom();
    NodeId node = NodeId.partner(random.nextInt(), NodeId.OSCAM);
    listener =
        new ReceiverListener(
            "cccam",
            settings,
            new CccamProtocol(ServerIdentity.of(node, "2.0.11").orElseThrow(), random),
            loops,
            InstantSource.system(),
            System::nanoTime);
    listener.start();
  }

  CoreAddress address() {
    return new CoreAddress("127.0.0.1", listener.localAddress().orElseThrow().getPort());
  }

  /** An ECM of the operator's; the number makes it another one. */
  static EcmDatagram ecm(int number) {
    return new EcmDatagram(Octets.parseHex("80703470326421%04X".formatted(number)));
  }

  static Octets words(int number) {
    return Octets.parseHex("%04X000000000000%04X000000000001".formatted(number, number));
  }

  /** Opens these ECMs. */
  ServedCore opens(int... numbers) {
    for (int number : numbers) {
      server.opens(ecm(number).section(), words(number), ISSUED_AT, CRITERIA);
    }
    return this;
  }

  /** As a core that is stopped: its connections end, its port is closed. */
  void stop() {
    listener.stop();
  }

  @Override
  public void close() {
    listener.stop();
    loops.close();
  }
}
