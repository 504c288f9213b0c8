package io.caskade.emm.emmg.wire;

import io.caskade.emm.emmg.session.MuxSession;
import io.caskade.emm.emmg.session.MuxState;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.lib.backoff.ExponentialBackoff;
import io.caskade.lib.backoff.Pauses;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a session to its MUX, for ever: with pauses that double from one second to a minute, and
 * jitter, so that outputs do not knock together. Confined to the loop.
 */
public final class MuxConnection {
  private static final Logger LOG = LoggerFactory.getLogger(MuxConnection.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final long SHORTEST_WAIT_NANOS = 100_000;

  /** Half of each pause is left to chance: a MUX that comes back meets all its outputs. */
  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.5);

  /** A stream that was open for so long ends the outage; one that breaks sooner goes on with it. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** EMMs are perishable: little is kept for a MUX that does not read. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(16 << 10, 64 << 10);

  private final OutputLoops loops;
  private final EventLoop loop;
  private final MuxSession session;
  private final Pauses pauses;
  private final Observer observer;
  private final CaptureDesk captures;
  private final MuxHandler.Owner owner = new HandlerOwner();
  private OutputSettings settings;
  private OutputSettings used;
  private @Nullable MuxHandler handler;
  private @Nullable Channel dialling;
  private @Nullable ScheduledFuture<?> timer;
  private boolean resolving;
  private boolean wanted;
  private boolean renew;
  private long openSince;
  private long notBefore = System.nanoTime();
  private Runnable whenStopped = () -> {};

  /** Is told how the connection stands; must not block. */
  public interface Observer {
    /** The stream is open, EMMs flow. */
    void open();

    /** The stream has been open for a while: whatever was wrong before is over. */
    void settled();

    /** There is no connection, or it ended; it is tried again after the pause. */
    void unreachable(String reason, long pauseMillis);
  }

  public MuxConnection(
      OutputLoops loops,
      EventLoop loop,
      MuxSession session,
      OutputSettings settings,
      RandomGenerator jitter,
      CaptureDesk captures,
      Observer observer) {
    this.loops = loops;
    this.loop = loop;
    this.session = session;
    this.settings = settings;
    this.used = settings;
    this.pauses = new Pauses(BACKOFF, jitter);
    this.observer = observer;
    this.captures = captures;
  }

  /**
   * Ends the conversation as the standard wants it, or hangs up.
   *
   * @param stopped run when there is no connection any more, unless it is started again before
   */
  public void stop(Runnable stopped) {
    pauses.reset();
    notBefore = System.nanoTime();
    halt(stopped);
  }

  private void halt(Runnable stopped) {
    wanted = false;
    if (idle()) {
      cancelTimer();
      stopped.run();
    } else {
      whenStopped = stopped;
      end();
    }
  }

  /** Stops as {@link #stop} does, and keeps the pause that it was in. */
  public void suspend() {
    if (!wanted) {
      return;
    }
    if (timer != null && idle()) {
      notBefore = System.nanoTime() + timer.getDelay(TimeUnit.NANOSECONDS);
    }
    halt(() -> {});
  }

  /** Begins, or goes on after {@link #suspend} when the pause that it was in is over. */
  public void start() {
    if (wanted) {
      return;
    }
    wanted = true;
    whenStopped = () -> {};
    if (!idle()) {
      renew = true;
      return;
    }
    long left = notBefore - System.nanoTime();
    if (left > 0) {
      timer = loop.schedule(this::connect, left, TimeUnit.NANOSECONDS);
    } else {
      connect();
    }
  }

  /** Takes settings over: at once when the connection can stay, else with a new one. */
  public void apply(OutputSettings changed) {
    boolean stays = changed.sameConnection(used);
    settings = changed;
    if (stays && !renew) {
      used = changed;
      session.apply(changed);
    } else if (!idle()) {
      renew = true;
      end();
    } else if (wanted) {
      pauses.reset();
      connect();
    }
  }

  private boolean idle() {
    return handler == null && dialling == null && !resolving;
  }

  private void end() {
    cancelTimer();
    if (handler != null) {
      session.stop();
      run();
    } else if (dialling != null) {
      dialling.close();
    }
  }

  private void connect() {
    cancelTimer();
    renew = false;
    resolving = true;
    used = settings;
    session.apply(used);
    loops.resolve(used.host(), loop, this::dial);
  }

  private void dial(Optional<InetAddress> address) {
    resolving = false;
    if (address.isEmpty()) {
      over("the name " + used.host() + " is not known");
    } else if (!wanted || renew) {
      over("not wanted any more");
    } else {
      ChannelFuture connecting =
          new Bootstrap()
              .group(loop)
              .channel(loops.socketType())
              .option(ChannelOption.TCP_NODELAY, true)
              .option(ChannelOption.SO_KEEPALIVE, true)
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
              .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
              .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
              .handler(pipeline(address.get()))
              .connect(new InetSocketAddress(address.get(), used.port()));
      dialling = connecting.channel();
      connecting.addListener(
          done -> {
            dialling = null;
            if (!done.isSuccess()) {
              over(reason(done.cause()));
            }
          });
    }
  }

  private ChannelInitializer<Channel> pipeline(InetAddress mux) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) throws IOException {
        Optional<DatagramSender> datagrams =
            used.data().udp()
                ? Optional.of(new DatagramSender(new InetSocketAddress(mux, used.data().port())))
                : Optional.empty();
        channel
            .pipeline()
            .addLast(new PduReader(), new MuxHandler(session, datagrams, captures, owner));
      }
    };
  }

  /** Runs the session, and itself again when the session wants it. */
  private void run() {
    cancelTimer();
    MuxHandler active = handler;
    if (active == null) {
      return;
    }
    long wait;
    try {
      wait = active.tick();
    } catch (RuntimeException e) {
      LOG.error("emmg {}: internal error, connects again", used.audience().name(), e);
      active.close("internal error");
      return;
    }
    watchOpening();
    timer = loop.schedule(this::run, Math.max(wait, SHORTEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
  }

  private void watchOpening() {
    if (session.state() != MuxState.OPEN) {
      openSince = 0;
    } else if (openSince == 0) {
      openSince = System.nanoTime();
      observer.open();
    } else if (System.nanoTime() - openSince > SETTLED_NANOS) {
      pauses.reset();
      observer.settled();
    }
  }

  /** A connection, or the attempt at one, is over. */
  private void over(String reason) {
    cancelTimer();
    openSince = 0;
    if (!wanted) {
      whenStopped.run();
    } else if (renew) {
      pauses.reset();
      connect();
    } else {
      long millis = pauses.next().toMillis();
      observer.unreachable(reason, millis);
      timer = loop.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private static String reason(@Nullable Throwable cause) {
    String text = cause == null ? "" : String.valueOf(cause.getMessage());
    return text.contains("refused") ? "connection refused" : text;
  }

  /** What the connection of the moment tells. */
  private final class HandlerOwner implements MuxHandler.Owner {
    @Override
    public void opened(MuxHandler opened) {
      dialling = null;
      handler = opened;
      if (!wanted || renew) {
        end();
      } else {
        run();
      }
    }

    @Override
    public void heard() {
      run();
    }

    @Override
    public void ended(String reason) {
      handler = null;
      over(reason);
    }
  }
}
