package io.caskade.tools.cwtest;

import io.caskade.lib.newcamd.DesKey;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens a line of the protocol that was asked for. */
final class Lines {
  private Lines() {}

  static Line open(Options options, RandomGenerator random) throws LineException {
    return switch (options.protocol()) {
      case CCCAM -> opened(options, peer -> new CccamLine(peer, options.account(), random));
      case NEWCAMD -> {
        DesKey key = options.key().orElseThrow();
        yield opened(options, peer -> new NewcamdLine(peer, options.account(), key, random));
      }
      case CS378X ->
          opened(options, peer -> new Camd35Line(new Camd35Stream(peer), options.account()));
      case CAMD35 ->
          new Camd35Line(
              new Camd35Datagrams(options.server(), options.patience()), options.account());
    };
  }

  /** Makes a line of a connection. */
  private interface Maker {
    Line make(Peer peer) throws LineException;
  }

  /** Does not leave the connection behind when the line does not come to be. */
  private static Line opened(Options options, Maker maker) throws LineException {
    Peer peer = Peer.connect(options.server(), options.patience());
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
