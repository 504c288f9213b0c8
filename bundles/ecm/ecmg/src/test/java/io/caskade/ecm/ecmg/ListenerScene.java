package io.caskade.ecm.ecmg;

import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.PeerFilter;
import io.caskade.ecm.ecmg.wire.SessionLoops;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Listeners on real sockets. */
abstract class ListenerScene {
  final FakeIssuer issuer = new FakeIssuer();
  final SessionLoops loops = SessionLoops.open(2);
  final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void useIssuer() {
    loops.use(issuer);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    loops.close();
  }

  ListenerSettings settings(EcmgServer server, String... allowed) throws IOException {
    return settings().at("127.0.0.1", port(server)).with(PeerFilter.of(List.of(allowed)));
  }

  EcmgServer started(ListenerSettings settings) {
    EcmgServer server = new EcmgServer(settings, loops);
    server.start();
    opened.add(server::stop);
    return server;
  }

  SocketMux mux(int port) throws IOException {
    SocketMux mux = new SocketMux(port);
    opened.add(mux);
    return mux;
  }

  static ListenerSettings settings() {
    return ListenerSettings.defaults("test", "127.0.0.1", 0);
  }

  static int port(EcmgServer server) {
    return server.localAddress().orElseThrow().getPort();
  }
}
