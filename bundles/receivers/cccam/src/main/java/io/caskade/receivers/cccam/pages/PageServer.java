package io.caskade.receivers.cccam.pages;

import io.caskade.api.ops.Peer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Pages and lines on their ports, with a loop and a thread of their own: whatever happens here,
 * receivers never notice. Usable without OSGi. Any thread but the loop.
 */
final class PageServer implements AutoCloseable {
  private static final long END_SECONDS = 2;
  private static final long PATIENCE_SECONDS = 5;

  private final EventLoopGroup loop = loop();
  private final PageDesk desk;
  private final Visitors visitors;
  private final PageSocket web;
  private final PageSocket info;

  /**
   * A server that listens nowhere yet.
   *
   * @param clock for dates
   */
  PageServer(Watch watch, PageGate gate, PagesSettings settings, InstantSource clock) {
    desk = new PageDesk(watch, gate, settings);
    visitors = new Visitors(clock);
    web = new PageSocket("status pages", loop, from -> new WebHandler(desk, visitors, from));
    info = new PageSocket("info lines", loop, from -> new InfoHandler(desk, visitors, from));
  }

  private static EventLoopGroup loop() {
    ThreadFactory named = task -> new FastThreadLocalThread(task, "caskade-cccam-pages");
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new MultiThreadIoEventLoopGroup(1, named, io);
  }

  /** Takes other settings; who is connected stays. */
  void settings(PagesSettings changed) {
    desk.settings(changed);
  }

  /** Listens as the settings say. */
  void open() {
    PagesSettings settings = desk.settings();
    web.open(settings.host(), settings.webPort());
    info.open(settings.host(), settings.infoPort());
  }

  /** Stops to listen, and closes who is connected. */
  void stop() {
    web.close();
    info.close();
    visitors.closeAll();
  }

  /** Where the pages are, empty while they are not. */
  Optional<InetSocketAddress> web() {
    return web.localAddress();
  }

  /** Where the lines are, empty while they are not. */
  Optional<InetSocketAddress> info() {
    return info.localAddress();
  }

  /** What keeps it from listening, one sentence each; empty when nothing does. */
  List<String> failures() {
    return Stream.of(web.failure(), info.failure()).filter(each -> !each.isEmpty()).toList();
  }

  List<Peer> peers() {
    return visitors.peers();
  }

  Map<String, Long> counters() {
    Map<String, Long> counters = new LinkedHashMap<>();
    counters.put("connections", visitors.came());
    counters.put("sent_away", visitors.sentAway());
    counters.put("pages", desk.pages());
    counters.put("sign_ins_refused", desk.refused());
    return counters;
  }

  @Override
  public void close() {
    stop();
    desk.close();
    loop.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
