package io.caskade.ecm.ecmg.wire;

import static java.util.Objects.requireNonNull;

import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmService;
import io.caskade.ecm.ecmg.session.SessionLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of the ECMG, shared by all listeners, and the issuer that they use at the moment.
 * Threads are named {@code caskade-ecmg-1} and so on. Any thread.
 */
public final class SessionLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLoops.class);

  /** Most time for which {@link #forget} waits for the loops. */
  private static final long BARRIER_SECONDS = 1;

  private static final long JOIN_MILLIS = 1_000;

  private final EventLoopGroup group;
  private final List<Thread> threads;
  private final Class<? extends ServerChannel> socketType;
  private final IdentityHashMap<EventExecutor, SessionLoop> loops = new IdentityHashMap<>();
  private @Nullable EcmService service;
  private List<EcmLane> lanes = List.of();

  private SessionLoops(
      EventLoopGroup group, List<Thread> threads, Class<? extends ServerChannel> socketType) {
    this.group = group;
    this.threads = threads;
    this.socketType = socketType;
    for (EventExecutor executor : group) {
      loops.put(executor, new SessionLoop(executor, System::nanoTime));
    }
  }

  /**
   * Opens loops on epoll, or on NIO where epoll is not to be had.
   *
   * @param count threads; one is best on two cores (reference ecm-path, chapter 10)
   */
  public static SessionLoops open(int count) {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    if (!epoll) {
      LOG.info(
          "No epoll on this machine, the ECMG uses NIO: {}", reason(Epoll.unavailabilityCause()));
    }
    List<Thread> threads = new CopyOnWriteArrayList<>();
    return new SessionLoops(
        new MultiThreadIoEventLoopGroup(count, named(threads), io),
        threads,
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
  }

  /** Uses an issuer on all loops from now on; the one before is forgotten. */
  public synchronized void use(EcmService issuer) {
    List<EcmLane> before = lanes;
    List<EcmLane> opened = new ArrayList<>();
    for (SessionLoop loop : loops.values()) {
      EcmLane lane = issuer.openLane(loop);
      opened.add(lane);
      loop.execute(() -> loop.adopt(issuer, lane));
    }
    service = issuer;
    lanes = opened;
    barrier();
    before.forEach(EcmLane::close);
  }

  /**
   * Forgets an issuer, unless another one is in use meanwhile. After it returned no call is inside
   * the issuer; what comes is parked.
   */
  public synchronized void forget(EcmService issuer) {
    if (service != issuer) {
      return;
    }
    service = null;
    for (SessionLoop loop : loops.values()) {
      loop.execute(() -> loop.abandon(issuer));
    }
    barrier();
    lanes.forEach(EcmLane::close);
    lanes = List.of();
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends ServerChannel> socketType() {
    return socketType;
  }

  SessionLoop of(EventLoop loop) {
    return requireNonNull(loops.get(loop));
  }

  /** Ends the threads; sockets that are still open are closed. */
  @Override
  public synchronized void close() {
    if (service != null) {
      forget(service);
    }
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
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
    CountDownLatch passed = new CountDownLatch(loops.size());
    loops.values().forEach(loop -> loop.execute(passed::countDown));
    try {
      if (!passed.await(BARRIER_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The ECMG's loops are busy for more than {} s", BARRIER_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(List<Thread> threads) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new FastThreadLocalThread(task, "caskade-ecmg-" + number.incrementAndGet());
      threads.add(thread);
      return thread;
    };
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }
}
