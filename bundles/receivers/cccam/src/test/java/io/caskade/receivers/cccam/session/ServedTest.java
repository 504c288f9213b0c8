package io.caskade.receivers.cccam.session;

import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.ListenerSettings;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A listener on a free port, with a server behind it that says what the test told it to. */
abstract class ServedTest {
  static final NodeId NODE = NodeId.partner(0x0A0B0C0D, NodeId.OSCAM);
  static final OfferedCard CARD = new OfferedCard(0x0B00, List.of(0, 1), 0);

  final PlayedReceiverService server = new PlayedReceiverService();
  private final ReceiverLoops loops = ReceiverLoops.open("cccam-test", 1);
  private ReceiverListener listener = listener(NODE, "2.0.11", new SecureRandom());

  @BeforeEach
  void serve() {
    server.account("alice", "s3cret");
    server.offer(CARD);
    loops.use(server);
    listener.start();
  }

  @AfterEach
  void end() {
    listener.stop();
    loops.close();
  }

  ReceiverListener listener() {
    return listener;
  }

  InetSocketAddress address() {
    return listener.localAddress().orElseThrow();
  }

  /** Another one instead of it. */
  void restart(NodeId node, String version, RandomGenerator random) {
    listener.stop();
    listener = listener(node, version, random);
    listener.start();
  }

  private ReceiverListener listener(NodeId node, String version, RandomGenerator random) {
    ListenerSettings settings =
        new SettingsCheck("io.caskade.receivers.cccam", "test")
            .common(Transport.TCP, "127.0.0.1", 0, 100, 100, 30, 0);
    CccamProtocol protocol =
        new CccamProtocol(ServerIdentity.of(node, version).orElseThrow(), random);
    return new ReceiverListener(
        "cccam", settings, protocol, loops, InstantSource.system(), System::nanoTime);
  }
}
