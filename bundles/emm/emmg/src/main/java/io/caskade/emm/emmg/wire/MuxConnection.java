package io.caskade.emm.emmg.wire;

import io.caskade.emm.emmg.session.MuxSession;
import io.caskade.emm.emmg.session.MuxState;
import io.caskade.emm.emmg.session.OutputSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Connects a session to its MUX, for ever: with pauses that double from one second to a minute, and
 * jitter, so that outputs do not knock together. Confined to the loop.
 */
public final class MuxConnection {
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final int CONNECT_MILLIS = 5_000;

  /** EMMs are perishable: little is kept for a MUX that does not read. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(16 << 10, 64 << 10);

  private final EventLoop loop;
  private final Class<? extends Channel> socketType;
  private final MuxSession session;
  private final RandomGenerator jitter;
  private final Observer observer;
  private OutputSettings settings;
  private @Nullable MuxHandler handler;
  private @Nullable Future<?> timer;
  private boolean wanted;
  private boolean attempting;
  private long pause = FIRST_PAUSE_MILLIS;

  /** Is told how the connection stands; must not block. */
  public interface Observer {
    /** The stream is open, EMMs flow. */
    void open();

    /** There is no connection, or it ended; it is tried again after the pause. */
    void unreachable(String reason, long pauseMillis);
  }

  public MuxConnection(
      OutputLoops loops,
      EventLoop loop,
      MuxSession session,
      OutputSettings settings,
      RandomGenerator jitter,
      Observer observer) {
    this.loop = loop;
    this.socketType = loops.socketType();
    this.session = session;
    this.settings = settings;
    this.jitter = jitter;
    this.observer = observer;
  }

  public void start() {
    if (!wanted) {
      wanted = true;
      pause = FIRST_PAUSE_MILLIS;
      if (handler == null) {
        connect();
      }
    }
  }

  /** Ends the conversation as the standard wants it, or hangs up. */
  public void stop() {
    wanted = false;
    MuxHandler active = handler;
    if (active == null) {
      cancelTimer();
    } else {
      session.stop();
      run();
    }
  }

  public boolean isIdle() {
    return handler == null && !attempting;
  }

  /** Takes settings over: at once when the connection can stay, else with a new one. */
  public void apply(OutputSettings changed) {
    boolean stays = changed.sameConnection(settings);
    settings = changed;
    if (stays) {
      session.apply(changed);
    } else if (handler != null) {
      // The session gets the new settings when the old conversation has ended.
      session.stop();
      run();
    } else {
      session.apply(changed);
      pause = FIRST_PAUSE_MILLIS;
    }
  }

  private void connect() {
    cancelTimer();
    session.apply(settings);
    InetSocketAddress target = new InetSocketAddress(settings.host(), settings.port());
    if (target.isUnresolved()) {
      again("the name " + settings.host() + " is not known");
      return;
    }
    attempting = true;
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(socketType)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) throws IOException {
                    MuxHandler fresh =
                        new MuxHandler(session, datagrams(), MuxConnection.this::ended);
                    handler = fresh;
                    channel.pipeline().addLast(new PduReader(), fresh);
                  }
                })
            .connect(target);
    connecting.addListener(
        done -> {
          attempting = false;
          if (!connecting.isSuccess()) {
            handler = null;
            again(reason(connecting.cause()));
          } else if (!wanted) {
            connecting.channel().close();
          } else {
            run();
          }
        });
  }

  /** Runs the session, and itself again when the session wants it. */
  private void run() {
    cancelTimer();
    MuxHandler active = handler;
    if (active == null || !active.isActive()) {
      return;
    }
    long wait = active.tick();
    if (session.state() == MuxState.OPEN) {
      pause = FIRST_PAUSE_MILLIS;
      observer.open();
    }
    timer = loop.schedule(this::run, Math.max(wait, 100_000), TimeUnit.NANOSECONDS);
  }

  private void ended(String reason) {
    handler = null;
    again(session.note().isEmpty() ? reason : session.note());
  }

  private void again(String reason) {
    cancelTimer();
    if (!wanted) {
      return;
    }
    long millis = pause / 2 + jitter.nextLong(pause / 2 + 1);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    observer.unreachable(reason, millis);
    timer = loop.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
  }

  private Optional<DatagramSender> datagrams() throws IOException {
    return settings.data().udp()
        ? Optional.of(
            new DatagramSender(new InetSocketAddress(settings.host(), settings.data().port())))
        : Optional.empty();
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
}
