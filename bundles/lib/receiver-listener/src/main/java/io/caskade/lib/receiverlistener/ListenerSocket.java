package io.caskade.lib.receiverlistener;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a listener: bound where the settings say, moved when they change, tried again with
 * a growing pause while the address is not to be had. Any thread; {@link #open} not from a loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class ListenerSocket {
  private static final long FIRST_PAUSE = 1;
  private static final long LONGEST_PAUSE = 30;
  private static final long DECISION_SECONDS = 5;

  private final ReceiverLoops loops;
  private final Desk desk;
  private final Observer observer;
  private @Nullable Channel socket;
  private @Nullable ListenerSettings boundFor;
  private @Nullable Future<?> retry;
  private boolean wanted;
  private long pause = FIRST_PAUSE;

  ListenerSocket(ReceiverLoops loops, Desk desk, Observer observer) {
    this.loops = loops;
    this.desk = desk;
    this.observer = observer;
  }

  /** Is told how the socket stands; must not block. */
  interface Observer {
    void listens(InetSocketAddress address);

    /**
     * The address is not to be had now.
     *
     * @param still where the listener goes on to listen, when it was to move
     * @param pause seconds until the next attempt
     */
    void failed(CaskadeException reason, Optional<InetSocketAddress> still, long pause);
  }

  /** Binds where the settings say; returns when the first attempt is decided. */
  void open() {
    CompletableFuture<Void> decided = new CompletableFuture<>();
    synchronized (this) {
      wanted = true;
      pause = FIRST_PAUSE;
      attempt(decided);
    }
    // The attempt goes on by itself when it takes longer.
    decided.completeOnTimeout(null, DECISION_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Stops to listen; TCP clients stay. Returns when the port is free. */
  void close() {
    Channel old;
    synchronized (this) {
      wanted = false;
      boundFor = null;
      stopRetry();
      old = socket;
      socket = null;
    }
    if (old != null) {
      old.close().awaitUninterruptibly(DECISION_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Where it listens, empty while it does not. */
  synchronized Optional<InetSocketAddress> localAddress() {
    return socket == null
        ? Optional.empty()
        : Optional.of((InetSocketAddress) socket.localAddress());
  }

  private synchronized void attempt(CompletableFuture<Void> decided) {
    stopRetry();
    ListenerSettings settings = desk.settings();
    if (!wanted || isBoundFor(settings)) {
      localAddress().ifPresent(observer::listens);
      decided.complete(null);
      return;
    }
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    if (address.isUnresolved()) {
      failed(invalid(settings, "host", "the name is not known"));
      decided.complete(null);
      return;
    }
    ChannelFuture binding = door(settings).bind(address);
    binding.addListener(done -> decide(settings, binding, decided));
  }

  private Door door(ListenerSettings settings) {
    return switch (settings.transport()) {
      case TCP -> new TcpDoor(loops, desk);
      case UDP -> new UdpDoor(loops, desk);
    };
  }

  private synchronized void decide(
      ListenerSettings tried, ChannelFuture binding, CompletableFuture<Void> decided) {
    if (!wanted || !tried.samePlace(desk.settings())) {
      binding.channel().close();
      decided.complete(null);
    } else if (binding.isSuccess()) {
      moved(tried, binding.channel());
      decided.complete(null);
    } else if (socket != null && portOf(socket) == tried.port()) {
      // Only the host changed, and the old address covers the new one: it has to go first.
      Channel old = socket;
      socket = null;
      boundFor = null;
      old.close().addListener(closed -> attempt(decided));
    } else {
      failed(reason(tried, binding.cause()));
      decided.complete(null);
    }
  }

  private void moved(ListenerSettings settings, Channel bound) {
    Channel old = socket;
    socket = bound;
    boundFor = settings;
    pause = FIRST_PAUSE;
    if (old != null) {
      old.close();
    }
    observer.listens((InetSocketAddress) bound.localAddress());
  }

  private void failed(CaskadeException reason) {
    observer.failed(reason, localAddress(), pause);
    retry =
        loops.group().schedule(() -> attempt(new CompletableFuture<>()), pause, TimeUnit.SECONDS);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  private void stopRetry() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  private boolean isBoundFor(ListenerSettings settings) {
    return boundFor != null && boundFor.samePlace(settings);
  }

  private static int portOf(Channel bound) {
    return ((InetSocketAddress) bound.localAddress()).getPort();
  }

  private static CaskadeException reason(ListenerSettings tried, @Nullable Throwable cause) {
    String text = cause == null ? "" : String.valueOf(cause.getMessage());
    if (text.toLowerCase(Locale.ROOT).contains("in use")) {
      return new CaskadeException(
          ErrorCode.PORT_IN_USE, tried.host(), Integer.toString(tried.port()));
    }
    if (text.toLowerCase(Locale.ROOT).contains("permission")) {
      return invalid(tried, "port", "the system does not let this user bind port " + tried.port());
    }
    boolean foreign = cause instanceof BindException || text.contains("assign");
    return invalid(tried, "host", foreign ? "this machine has no address " + tried.host() : text);
  }

  private static CaskadeException invalid(ListenerSettings settings, String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, settings.place(), setting, why);
  }
}
