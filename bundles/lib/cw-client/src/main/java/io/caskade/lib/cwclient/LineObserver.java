package io.caskade.lib.cwclient;

import java.time.Duration;
import java.util.Optional;

/** Sees what a test of a line goes through. On the thread of the test. */
public interface LineObserver {
  /**
   * The log-in was right.
   *
   * @param server what it says of itself
   */
  void loggedIn(String server);

  /** May be asked for. */
  void offered(Line.Offer offer);

  /** Came for the ECM. */
  void words(ControlWords both);

  /**
   * The server's clock was asked.
   *
   * @param ahead of the clock of this end, negative when it is behind; empty when it does not tell
   */
  void clock(Optional<Duration> ahead);

  /**
   * Why the server refused the ECM, from whoever can look into the server. The line is still open.
   *
   * @param localPort of this end
   * @return empty: the protocol's answer is all that is known
   */
  Optional<Verdict> reason(int localPort);
}
