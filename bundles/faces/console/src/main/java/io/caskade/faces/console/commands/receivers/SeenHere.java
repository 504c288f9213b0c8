package io.caskade.faces.console.commands.receivers;

import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.receivers.Refusal;
import io.caskade.faces.console.commands.Output;
import io.caskade.lib.cwclient.ControlWords;
import io.caskade.lib.cwclient.Finding;
import io.caskade.lib.cwclient.Line;
import io.caskade.lib.cwclient.LineObserver;
import io.caskade.lib.cwclient.LineSettings;
import io.caskade.lib.cwclient.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * Prints what a test goes through. Whether the server is this head-end it sees by its clients: one
 * of them is the test, and the server knows why it refused it.
 */
final class SeenHere implements LineObserver {
  private final Output output;
  private final LineSettings line;
  private final boolean showsWords;
  private final Optional<ReceiverDesk> desk;

  SeenHere(Output output, LineSettings line, boolean showsWords, Optional<ReceiverDesk> desk) {
    this.output = output;
    this.line = line;
    this.showsWords = showsWords;
    this.desk = desk;
  }

  @Override
  public void loggedIn(String server) {
    output.line(line.shown() + ": " + server);
  }

  @Override
  public void offered(Line.Offer offer) {
    output.say("cw-test.card", offer);
  }

  @Override
  public void words(ControlWords both) {
    if (showsWords) {
      output.say("cw-test.words", both.hex());
    }
  }

  /** The console does not ask: the clock that matters is that of this machine. */
  @Override
  public void clock(Optional<Duration> ahead) {
    throw new IllegalStateException("no clock was asked for");
  }

  @Override
  public Optional<Verdict> reason(int localPort) {
    return desk.stream()
        .flatMap(present -> present.clients().stream())
        .filter(client -> isMine(client, localPort))
        .flatMap(client -> client.lastRefusal().stream())
        .map(SeenHere::verdict)
        .findFirst();
  }

  private boolean isMine(ReceiverClient client, int localPort) {
    return client.address().getPort() == localPort
        && client.name().equals(line.account().name())
        && client.protocol().equals(line.protocol().toString());
  }

  private static Verdict verdict(Refusal refusal) {
    return refusal == Refusal.NOT_ENTITLED
        ? Verdict.of(Finding.NOT_ENTITLED)
        : Verdict.of(Finding.REFUSED, refusal.word());
  }
}
