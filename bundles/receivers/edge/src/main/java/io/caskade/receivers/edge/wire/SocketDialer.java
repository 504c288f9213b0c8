package io.caskade.receivers.edge.wire;

import io.caskade.receivers.edge.core.CoreAddress;
import io.caskade.receivers.edge.core.Dialer;
import io.netty.channel.EventLoop;
import java.nio.file.Path;

/** Connects over TCP. */
public final class SocketDialer implements Dialer {
  private final EdgeThreads threads;
  private final EventLoop loop;

  /**
   * @param loop of the edge
   */
  public SocketDialer(EdgeThreads threads, EventLoop loop) {
    this.threads = threads;
    this.loop = loop;
  }

  @Override
  public Call dial(CoreAddress core, Path passwordFile, Caller caller) {
    SocketCall call = new SocketCall(threads, loop, core, caller);
    call.begin(passwordFile);
    return call;
  }
}
