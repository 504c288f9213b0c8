package io.caskade.tools.cwtest;

import io.caskade.lib.cwclient.ControlWords;
import io.caskade.lib.cwclient.Line;
import io.caskade.lib.cwclient.LineObserver;
import io.caskade.lib.cwclient.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Prints what a test goes through. */
final class Printed implements LineObserver {
  private final PrintStream out;
  private final String line;
  private final boolean showsWords;

  /**
   * @param line as it is shown
   */
  Printed(PrintStream out, String line, boolean showsWords) {
    this.out = out;
    this.line = line;
    this.showsWords = showsWords;
  }

  @Override
  public void loggedIn(String server) {
    out.println(line + ": " + server);
  }

  @Override
  public void offered(Line.Offer offer) {
    out.println("  card " + offer);
  }

  @Override
  public void words(ControlWords both) {
    if (showsWords) {
      out.println("  control words " + both.hex());
    }
  }

  @Override
  public void clock(Optional<Duration> ahead) {
    out.println(
        ahead
            .map(off -> "  clock of the server: ahead by " + off.toSeconds() + " s")
            .orElse("  clock of the server: not told there"));
  }

  /** The server is looked at from outside. */
  @Override
  public Optional<Verdict> reason(int localPort) {
    return Optional.empty();
  }
}
