package io.caskade.lib.cardprotocol.line;

import io.caskade.lib.cardprotocol.CardLine;
import java.io.IOException;
import java.time.Duration;

/**
 * What a Phoenix reader does to the host's side: transmit and receive are joined, so each character
 * of the host comes back to it. Stands between such a host and a card's engine.
 */
public final class EchoLine implements CardLine {
  private final CardLine line;

  /**
   * @param line towards the host
   */
  public EchoLine(CardLine line) {
    this.line = line;
  }

  @Override
  public void send(byte[] characters, int offset, int length) throws IOException {
    line.send(characters, offset, length);
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    int count = line.receive(target, offset, length, wait);
    if (count > 0) {
      line.send(target, offset, count);
    }
    return count;
  }

  @Override
  public void close() {
    line.close();
  }
}
