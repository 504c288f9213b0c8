package io.caskade.ops.syslog;

import java.io.IOException;
import java.util.List;

/** The way to a syslog server. It connects when it has something to send. */
interface Wire {
  /** Sends messages in their order; after a failure any part of them may have arrived. */
  void send(List<String> messages) throws IOException;

  /** From any thread: a call that waits in {@link #send} ends. The next call connects again. */
  void close();
}
