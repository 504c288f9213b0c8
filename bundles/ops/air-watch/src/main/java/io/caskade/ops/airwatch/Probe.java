package io.caskade.ops.airwatch;

import io.caskade.api.ops.EndpointState;
import io.caskade.lib.ts.TsPacket;
import io.caskade.ops.airwatch.source.FilePlayer;
import io.caskade.ops.airwatch.source.Origin;
import io.caskade.ops.airwatch.source.PacketTaker;
import io.caskade.ops.airwatch.source.UdpListener;
import io.caskade.ops.airwatch.watch.AirReport;
import io.caskade.ops.airwatch.watch.AirWatch;
import io.caskade.ops.airwatch.watch.EcmOpeners;
import io.caskade.ops.airwatch.watch.HeadEndView;
import io.caskade.ops.airwatch.watch.Moment;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A probe at work, from its opening to its close: one event loop of its own, on which source and
 * watch live. A source that cannot be opened is tried again every ten seconds.
 */
final class Probe implements PacketTaker, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
  private static final int REPORT_MS = 250;
  private static final int PLAY_MS = 20;
  private static final int AGAIN_SECONDS = 10;
  private static final int BARRIER_MS = 1_000;

  private final ProbeSettings settings;
  private final LongSupplier nanoClock;
  private final InstantSource wallClock;
  private final EventLoopGroup group;
  private final EventLoop loop;
  private final AirWatch watch;

  // On the loop only.
  private Optional<Channel> socket = Optional.empty();
  private Optional<FilePlayer> player = Optional.empty();
  private long playedFrom;
  private boolean open;
  private boolean closed;
  private long datagramsForeign;
  private long datagramsLost;

  private volatile EndpointStatus status;
  private volatile AirReport report;
  private volatile SourceCounts counts = new SourceCounts(0, 0);

  /** What the source counted beside the stream: datagrams without packets, RTP datagrams lost. */
  record SourceCounts(long foreign, long lost) {}

  /**
   * @param nanoClock monotonic nanoseconds
   */
  Probe(ProbeSettings settings, LongSupplier nanoClock, InstantSource wallClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.wallClock = wallClock;
    this.group =
        new MultiThreadIoEventLoopGroup(
            1, threads("caskade-airwatch-" + settings.name()), NioIoHandler.newFactory());
    this.loop = group.next();
    this.watch = new AirWatch("air-watch " + settings.name(), settings.rules(), moment());
    this.status =
        new EndpointStatus(
            EndpointState.STARTING, wallClock.instant(), "Opens " + settings.origin() + ".");
    this.report = AirReport.empty(wallClock.instant());
  }

  private static ThreadFactory threads(String name) {
    return task -> new FastThreadLocalThread(task, name);
  }

  private Moment moment() {
    return new Moment(nanoClock.getAsLong(), wallClock.instant());
  }

  ProbeSettings settings() {
    return settings;
  }

  void start() {
    loop.execute(this::open);
    loop.scheduleAtFixedRate(this::publish, REPORT_MS, REPORT_MS, TimeUnit.MILLISECONDS);
  }

  private void open() {
    if (closed) {
      return;
    }
    if (settings.origin() instanceof Origin.Udp udp) {
      UdpListener.open(udp, loop, this, this::opened, this::failed);
    } else if (settings.origin() instanceof Origin.InFile file) {
      play(file);
    }
  }

  private void opened(Channel channel) {
    if (closed) {
      channel.close();
      return;
    }
    socket = Optional.of(channel);
    running("Listens to " + settings.origin() + ".");
  }

  private void running(String detail) {
    open = true;
    status = new EndpointStatus(EndpointState.RUNNING, wallClock.instant(), detail);
    LOG.info("air watch {}: {}", settings.name(), detail);
  }

  private void failed(Throwable cause) {
    open = false;
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String detail =
        "Cannot open " + settings.origin() + ": " + why + "; tries again every 10 seconds.";
    if (!status.detail().equals(detail)) {
      LOG.warn("air watch {}: {}", settings.name(), detail);
      status = new EndpointStatus(EndpointState.FAILED, wallClock.instant(), detail);
    }
    if (!closed) {
      loop.schedule(this::open, AGAIN_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void play(Origin.InFile file) {
    try {
      player = Optional.of(FilePlayer.open(file));
      playedFrom = nanoClock.getAsLong();
      running("Plays " + file + ".");
      loop.schedule(this::playOn, PLAY_MS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      failed(e);
    }
  }

  private void playOn() {
    if (closed || player.isEmpty()) {
      return;
    }
    try {
      if (player.get().play(nanoClock.getAsLong() - playedFrom, this)) {
        loop.schedule(this::playOn, PLAY_MS, TimeUnit.MILLISECONDS);
      } else {
        closePlayer();
        open = false;
        status =
            new EndpointStatus(
                EndpointState.STOPPED,
                wallClock.instant(),
                "Has played " + settings.origin() + ".");
      }
    } catch (IOException e) {
      closePlayer();
      failed(e);
    }
  }

  private void closePlayer() {
    try {
      if (player.isPresent()) {
        player.get().close();
      }
    } catch (IOException e) {
      LOG.debug("{} was not closed", settings.origin(), e);
    }
    player = Optional.empty();
  }

  /** A source that is not open is the endpoint's state, and no silence of the mux. */
  private void publish() {
    if (open) {
      report = watch.report(moment());
      counts = new SourceCounts(datagramsForeign, datagramsLost);
    }
  }

  @Override
  public void packet(TsPacket packet) {
    watch.packet(packet, moment());
  }

  @Override
  public void seam() {
    watch.seam(moment());
  }

  @Override
  public void foreign() {
    datagramsForeign++;
  }

  @Override
  public void lost(int count) {
    datagramsLost += count;
  }

  /** Hands over what the head-end means to send; any thread. */
  void view(HeadEndView view) {
    post(() -> watch.view(view, moment()));
  }

  /**
   * Hands over openers, which are closed when they are not wanted any more; any thread.
   *
   * @param wanted asked on the loop
   */
  void openers(EcmOpeners openers, BooleanSupplier wanted) {
    boolean posted =
        post(
            () -> {
              if (wanted.getAsBoolean() && !closed) {
                watch.openers(openers);
              } else {
                openers.close();
              }
            });
    if (!posted) {
      openers.close();
    }
  }

  /** Gives the openers up; after it returns none of them is in use. Not from the loop. */
  void dropOpeners() {
    try {
      Future<?> dropped = loop.submit(() -> watch.openers(EcmOpeners.none()));
      if (!dropped.awaitUninterruptibly(BARRIER_MS)) {
        LOG.warn("air watch {} is slow to let go of a profile", settings.name());
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("air watch {} has ended", settings.name());
    }
  }

  private boolean post(Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("air watch {} has ended", settings.name());
      return false;
    }
  }

  EndpointStatus status() {
    return status;
  }

  AirReport report() {
    return report;
  }

  SourceCounts counts() {
    return counts;
  }

  /** Closes the source, forgets words and keys, ends the thread. */
  @Override
  public void close() {
    post(
        () -> {
          closed = true;
          open = false;
          socket.ifPresent(Channel::close);
          closePlayer();
          watch.close();
        });
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
