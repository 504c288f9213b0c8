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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The event loops of all EMMG outputs; threads are named {@code caskade-emmg-1} and so on. */
public final class OutputLoops implements AutoCloseable {
  private static final int NAME_THREADS = 4;

  private final EventLoopGroup group;
  private final ThreadPoolExecutor names;
  private final Class<? extends Channel> socketType;

  private OutputLoops(EventLoopGroup group, Class<? extends Channel> socketType) {
    this.group = group;
    this.socketType = socketType;
    this.names =
        new ThreadPoolExecutor(
            NAME_THREADS,
            NAME_THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads("caskade-emmg-names-"));
    names.allowCoreThreadTimeOut(true);
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
            count,
            threads("caskade-emmg-"),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()),
        epoll ? EpollSocketChannel.class : NioSocketChannel.class);
  }

  /** A loop for one more output. */
  public EventLoop next() {
    return group.next();
  }

  Class<? extends Channel> socketType() {
    return socketType;
  }

  /**
   * Looks a name up beside the loops, because a slow name server must not stop the other outputs.
   *
   * @param found called on {@code loop}, with nothing when the name is not known
   */
  void resolve(String host, EventLoop loop, Consumer<Optional<InetAddress>> found) {
    names.execute(
        () -> {
          Optional<InetAddress> address = lookUp(host);
          if (!loop.isShuttingDown()) {
            loop.execute(() -> found.accept(address));
          }
        });
  }

  private static Optional<InetAddress> lookUp(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Ends the threads; sockets that are still open are closed. */
  @Override
  public void close() {
    names.shutdownNow();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> new FastThreadLocalThread(task, prefix + number.incrementAndGet());
  }
}
