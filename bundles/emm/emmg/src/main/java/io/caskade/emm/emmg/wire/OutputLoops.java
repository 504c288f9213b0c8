package io.caskade.emm.emmg.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of all EMMG outputs; threads are named {@code caskade-emmg-1} and so on. */
public final class OutputLoops implements AutoCloseable {
  private final EventLoopGroup group;
  private final Class<? extends Channel> socketType;

  private OutputLoops(EventLoopGroup group, Class<? extends Channel> socketType) {
    this.group = group;
    this.socketType = socketType;
  }

  /**
   * Opens loops on epoll, or on NIO where epoll is not to be had.
   *
   * @param count threads; one carries dozens of muxes
   */
  public static OutputLoops open(int count) {
    boolean epoll = Epoll.isAvailable();
    return new OutputLoops(
        new MultiThreadIoEventLoopGroup(
            count, threads(), epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()),
        epoll ? EpollSocketChannel.class : NioSocketChannel.class);
  }

  /** A loop for one more output. */
  public EventLoop next() {
    return group.next();
  }

  Class<? extends Channel> socketType() {
    return socketType;
  }

  /** Ends the threads; sockets that are still open are closed. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  private static ThreadFactory threads() {
    AtomicInteger number = new AtomicInteger();
    return task -> new FastThreadLocalThread(task, "caskade-emmg-" + number.incrementAndGet());
  }
}
