package io.caskade.receivers.camd35;

import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.receiverlistener.Limits;
import io.caskade.lib.receiverlistener.ListenerSettings;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;

/** A listener on any port, before a server that a test plays. */
final class Listening implements AutoCloseable {
  private final ReceiverLoops loops = ReceiverLoops.open("camd35-test", 1);
  private final ReceiverListener listener;

  Listening(PlayedReceiverService server, Transport transport) {
    loops.use(server);
    Limits limits = new Limits(100, 100, Duration.ofSeconds(30), Duration.ofSeconds(60));
    listener =
        new ReceiverListener(
            "camd35",
            new ListenerSettings(SettingsReader.PID, "main", "127.0.0.1", 0, transport, limits),
            new Camd35Protocol(transport),
            loops,
            InstantSource.system(),
            System::nanoTime);
    listener.start();
  }

  InetSocketAddress address() {
    return listener.localAddress().orElseThrow();
  }

  ReceiverListener listener() {
    return listener;
  }

  @Override
  public void close() {
    listener.stop();
    loops.close();
  }
}
