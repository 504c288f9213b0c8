package io.caskade.lib.cwclient;

import io.caskade.lib.newcamd.DesKey;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens a line of the protocol that was asked for. */
public final class Lines {
  private Lines() {}

  /**
   * Connects; nobody has logged in yet.
   *
   * @param random for nonces; cryptographic in production
   * @throws LineException with what is wrong
   */
  public static Line open(LineSettings settings, RandomGenerator random) throws LineException {
    return switch (settings.protocol()) {
      case CCCAM -> opened(settings, peer -> new CccamLine(peer, settings.account(), random));
      case NEWCAMD -> {
        DesKey key = settings.key().orElseThrow();
        yield opened(settings, peer -> new NewcamdLine(peer, settings.account(), key, random));
      }
      case CS378X ->
          opened(settings, peer -> new Camd35Line(new Camd35Stream(peer), settings.account()));
      case CAMD35 ->
          new Camd35Line(
              new Camd35Datagrams(settings.server(), settings.patience()), settings.account());
    };
  }

  /** Makes a line of a connection. */
  private interface Maker {
    Line make(Peer peer) throws LineException;
  }

  /** Does not leave the connection behind when the line does not come to be. */
  private static Line opened(LineSettings settings, Maker maker) throws LineException {
    Peer peer = Peer.connect(settings.server(), settings.patience());
    Optional<Line> line = Optional.empty();
    try {
      line = Optional.of(maker.make(peer));
      return line.get();
    } finally {
      if (line.isEmpty()) {
        peer.close();
      }
    }
  }
}
