package io.caskade.receivers.cccam.pages;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port on which visitors are let in: bound as settings say, tried again with a growing pause
 * while it is not to be had. Any thread but the loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class PageSocket {
  private static final Logger LOG = LoggerFactory.getLogger(PageSocket.class);
  private static final int BACKLOG = 256;
  private static final long FIRST_PAUSE = 1;
  private static final long LONGEST_PAUSE = 30;
  private static final long DECISION_SECONDS = 5;
  private static final Place NOWHERE = new Place("", PagesSettings.NONE);

  private final String what;
  private final EventLoopGroup loop;
  private final Function<InetAddress, ChannelHandler> handler;
  private Place place = NOWHERE;
  private @Nullable Channel bound;
  private @Nullable Future<?> retry;
  private long pause = FIRST_PAUSE;
  private String failure = "";

  /** Where to listen; a new one for each wish, so that a late answer to an old one is known. */
  private static final class Place {
    private final String host;
    private final int port;

    Place(String host, int port) {
      this.host = host;
      this.port = port;
    }

    boolean isSame(String otherHost, int otherPort) {
      return port == otherPort && host.equals(otherHost);
    }

    boolean isNone() {
      return port == PagesSettings.NONE;
    }
  }

  /**
   * @param what is served, for the log
   * @param handler of somebody who comes from this address
   */
  PageSocket(String what, EventLoopGroup loop, Function<InetAddress, ChannelHandler> handler) {
    this.what = what;
    this.loop = loop;
    this.handler = handler;
  }

  /** Listens there from now on; returns when the first attempt is decided. */
  void open(String host, int port) {
    synchronized (this) {
      if (bound != null && place.isSame(host, port)) {
        return;
      }
    }
    close();
    CompletableFuture<Void> decided = new CompletableFuture<>();
    synchronized (this) {
      place = new Place(host, port);
      pause = FIRST_PAUSE;
      attempt(place, decided);
    }
    // The attempt goes on by itself when it takes longer.
    decided.completeOnTimeout(null, DECISION_SECONDS, TimeUnit.SECONDS).join();
  }

  private synchronized void attempt(Place wanted, CompletableFuture<Void> decided) {
    retry = null;
    if (wanted != place || wanted.isNone()) {
      decided.complete(null);
      return;
    }
    InetSocketAddress address = new InetSocketAddress(wanted.host, wanted.port);
    if (address.isUnresolved()) {
      failed(wanted, "the name is not known");
      decided.complete(null);
      return;
    }
    ChannelFuture binding = bootstrap().bind(address);
    binding.addListener(
        done -> {
          decide(wanted, binding);
          decided.complete(null);
        });
  }

  private synchronized void decide(Place wanted, ChannelFuture binding) {
    if (wanted != place) {
      binding.channel().close();
    } else if (binding.isSuccess()) {
      bound = binding.channel();
      failure = "";
      LOG.info("The CCcam {} listen at {}", what, bound.localAddress());
    } else {
      failed(wanted, String.valueOf(binding.cause().getMessage()));
    }
  }

  private void failed(Place wanted, String why) {
    String text =
        "The " + what + " cannot listen on " + wanted.host + ":" + wanted.port + ": " + why;
    if (!text.equals(failure)) {
      LOG.warn("{}. It is tried again, next in {} s.", text, pause);
    }
    failure = text;
    retry =
        loop.schedule(() -> attempt(wanted, new CompletableFuture<>()), pause, TimeUnit.SECONDS);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loop)
        .channel(
            Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (channel.remoteAddress() instanceof InetSocketAddress remote) {
                  channel.pipeline().addLast(handler.apply(remote.getAddress()));
                } else {
                  channel.close();
                }
              }
            });
  }

  /** Stops to listen; returns when the port is free. */
  void close() {
    Channel old;
    synchronized (this) {
      place = NOWHERE;
      failure = "";
      if (retry != null) {
        retry.cancel(false);
        retry = null;
      }
      old = bound;
      bound = null;
    }
    if (old != null) {
      old.close().awaitUninterruptibly(DECISION_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Where it listens, empty while it does not. */
  synchronized Optional<InetSocketAddress> localAddress() {
    return bound == null ? Optional.empty() : Optional.of((InetSocketAddress) bound.localAddress());
  }

  /** Why it does not listen; empty when it does or is not wanted to. */
  synchronized String failure() {
    return failure;
  }
}
