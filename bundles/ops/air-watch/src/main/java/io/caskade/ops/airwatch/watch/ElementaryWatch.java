package io.caskade.ops.airwatch.watch;

import io.caskade.lib.ts.scrambling.ScramblingShare;

/** One elementary stream of a service. */
final class ElementaryWatch {
  private static final long WINDOW = 5 * Moment.SECOND;

  private final StreamKind kind;
  private final ScramblingShare share = new ScramblingShare(WINDOW);

  ElementaryWatch(StreamKind kind) {
    this.kind = kind;
  }

  StreamKind kind() {
    return kind;
  }

  ScramblingShare share() {
    return share;
  }
}
