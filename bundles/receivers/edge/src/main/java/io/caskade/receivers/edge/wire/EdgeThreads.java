package io.caskade.receivers.edge.wire;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop of all edges, {@code caskade-edge-1}, and threads for what may take its time:
 * names and password files. Any thread.
 */
public final class EdgeThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeThreads.class);
  private static final int SLOW_THREADS = 2;
  private static final long JOIN_MILLIS = 1_000;

  private final List<Thread> started = new CopyOnWriteArrayList<>();
  private final EventLoopGroup group;
  private final ThreadPoolExecutor slow;
  private final Class<? extends Channel> socketType;

  private EdgeThreads(boolean epoll) {
    group =
        new MultiThreadIoEventLoopGroup(
            1,
            named("caskade-edge-"),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    socketType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    slow =
        new ThreadPoolExecutor(
            SLOW_THREADS,
            SLOW_THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("caskade-edge-names-"));
    slow.allowCoreThreadTimeOut(true);
  }

  /** On epoll, or on NIO where epoll is not to be had. */
  public static EdgeThreads open() {
    return new EdgeThreads(Epoll.isAvailable());
  }

  private ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread made = new FastThreadLocalThread(task, prefix + number.incrementAndGet());
      started.add(made);
      return made;
    };
  }

  /** The loop for an edge. */
  public EventLoop loop() {
    return group.next();
  }

  Class<? extends Channel> socketType() {
    return socketType;
  }

  /** Does something that must not hold up the loop; nothing after the end. */
  void aside(Runnable task) {
    try {
      slow.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("The edge's threads have ended");
    }
  }

  /** Ends the threads; sockets that are still open are closed. */
  @Override
  public void close() {
    slow.shutdownNow();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    try {
      for (Thread thread : started) {
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
