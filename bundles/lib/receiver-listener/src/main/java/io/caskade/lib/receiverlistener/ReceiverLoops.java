package io.caskade.lib.receiverlistener;

import io.caskade.api.receivers.ReceiverService;
import io.caskade.api.receivers.Refusal;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of one protocol, shared by its listeners, and the control-word server that they
 * use at the moment. Any thread.
 */
public final class ReceiverLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverLoops.class);

  /** Most time for which {@link #forget} waits for the loops. */
  private static final long BARRIER_SECONDS = 1;

  private static final long JOIN_MILLIS = 1_000;
  private static final int MOST_THREADS = 64;

  private final EventLoopGroup group;
  private final List<Thread> threads;
  private final boolean epoll;
  private final ExecutorService aside;
  private final Set<Desk> desks = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ReceiverService service;

  private ReceiverLoops(
      EventLoopGroup group, List<Thread> threads, boolean epoll, ExecutorService aside) {
    this.group = group;
    this.threads = threads;
    this.epoll = epoll;
    this.aside = aside;
  }

  /**
   * Opens loops on epoll, or on NIO where epoll is not to be had.
   *
   * @param name of the protocol; threads are named {@code caskade-<name>-1} and so on
   * @param count threads, taken as 1 to 64
   */
  public static ReceiverLoops open(String name, int count) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    int number = Math.min(Math.max(count, 1), MOST_THREADS);
    return new ReceiverLoops(
        new MultiThreadIoEventLoopGroup(number, named(name, threads), io),
        threads,
        epoll,
        Executors.newSingleThreadExecutor(named(name + "-aside", threads)));
  }

  /** Lets clients in to this server from now on. */
  public void use(ReceiverService server) {
    service = server;
  }

  /** Closes the sessions of a server that goes. After it returned no call is inside it. */
  public void forget(ReceiverService server) {
    if (service == server) {
      service = null;
    }
    if (group.isShuttingDown()) {
      // The loops have ended first, and every session with them.
      return;
    }
    // A client that was let in just now must be there before all are told.
    barrier();
    for (Desk desk : desks) {
      desk.connections().stream()
          .filter(connection -> connection.service() == server)
          .forEach(connection -> connection.end(Refusal.STOPPING));
    }
    barrier();
  }

  Optional<ReceiverService> service() {
    return Optional.ofNullable(service);
  }

  void add(Desk desk) {
    desks.add(desk);
  }

  void remove(Desk desk) {
    desks.remove(desk);
  }

  /** One thread beside the loops, for what would hold them up. */
  Executor aside() {
    return aside;
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends ServerChannel> serverType() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends DatagramChannel> datagramType() {
    return epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
  }

  /** Ends the threads; sockets that are still open are closed. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    aside.shutdown();
    try {
      for (Thread thread : threads) {
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until every loop has done what was given to it so far. */
  private void barrier() {
    int loops = 0;
    for (EventExecutor unused : group) {
      loops++;
    }
    CountDownLatch passed = new CountDownLatch(loops);
    group.forEach(loop -> loop.execute(passed::countDown));
    try {
      if (!passed.await(BARRIER_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The receivers' loops are busy for more than {} s", BARRIER_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name, List<Thread> threads) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread =
          new FastThreadLocalThread(task, "caskade-" + name + "-" + number.incrementAndGet());
      threads.add(thread);
      return thread;
    };
  }
}
