package io.caskade.ecm.ecmg.session;

import java.util.concurrent.atomic.AtomicLong;

/** When the last CW_provision of a stream came. Written by its loop, read by any thread. */
final class StreamFigures {
  private final ChannelFigures channel;
  private final int id;
  private final AtomicLong lastAt;

  /**
   * @param now the stream counts as provisioned when it is opened
   */
  StreamFigures(ChannelFigures channel, int id, long now) {
    this.channel = channel;
    this.id = id;
    this.lastAt = new AtomicLong(now);
  }

  void provisioned(long now) {
    lastAt.lazySet(now); // one writer
  }

  ChannelFigures channel() {
    return channel;
  }

  int id() {
    return id;
  }

  /** Nanoseconds since the last one. */
  long age(long now) {
    return Math.max(0, now - lastAt.get());
  }
}
