package io.caskade.receivers.edge.wire;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.receivers.edge.core.CoreAddress;
import io.caskade.receivers.edge.core.Dialer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a core, from the look at its name to its end. On the loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class SocketCall extends SimpleChannelInboundHandler<ByteBuf> implements Dialer.Call {
  private static final Logger LOG = LoggerFactory.getLogger(SocketCall.class);
  private static final int CONNECT_MILLIS = 3_000;

  private final EdgeThreads threads;
  private final EventLoop loop;
  private final CoreAddress core;
  private final Dialer.Caller caller;
  private @Nullable Channel channel;
  private @Nullable ReceiverPassword password;
  private String reason = "it closed the connection";
  private boolean over;
  private boolean hungUp;

  /** What had to be found out aside: an address and a password, or why not. */
  private record Found(
      @Nullable InetAddress address, @Nullable ReceiverPassword password, String failure) {}

  SocketCall(EdgeThreads threads, EventLoop loop, CoreAddress core, Dialer.Caller caller) {
    this.threads = threads;
    this.loop = loop;
    this.core = core;
    this.caller = caller;
  }

  void begin(Path passwordFile) {
    threads.aside(
        () -> {
          Found found = find(passwordFile);
          try {
            loop.execute(() -> connect(found));
          } catch (RejectedExecutionException e) {
            LOG.debug("The edge's loop has ended before core {} was found", core);
          }
        });
  }

  private Found find(Path passwordFile) {
    ReceiverPassword read;
    try {
      read = PasswordLine.read(passwordFile);
    } catch (NoSuchFileException e) {
      return new Found(null, null, "there is no password file " + passwordFile);
    } catch (IOException e) {
      return new Found(
          null, null, "the password file " + passwordFile + " is no use: " + e.getMessage());
    }
    try {
      return new Found(InetAddress.getByName(core.host()), read, "");
    } catch (UnknownHostException e) {
      read.destroy();
      return new Found(null, null, "the name " + core.host() + " is not known");
    }
  }

  private void connect(Found found) {
    InetAddress address = found.address();
    password = found.password();
    if (address == null) {
      end(found.failure());
    } else if (hungUp) {
      end(reason);
    } else {
      ChannelFuture connecting =
          new Bootstrap()
              .group(loop)
              .channel(threads.socketType())
              .option(ChannelOption.TCP_NODELAY, true)
              .option(ChannelOption.SO_KEEPALIVE, true)
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
              .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
              .handler(this)
              .connect(new InetSocketAddress(address, core.port()));
      channel = connecting.channel();
      connecting.addListener(
          done -> {
            if (!done.isSuccess()) {
              end(hungUp ? reason : text(done.cause()));
            }
          });
    }
  }

  private static String text(@Nullable Throwable cause) {
    String text = cause == null ? "" : String.valueOf(cause.getMessage());
    return text.contains("refused") ? "connection refused" : text;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ReceiverPassword shown = password;
    password = null;
    if (hungUp || shown == null) {
      context.close();
    } else {
      caller.opened(shown);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
    if (!over && !hungUp) {
      caller.received(in.nioBuffer());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(reason);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!hungUp) {
      hungUp = true;
      reason = text(cause);
      if (!(cause instanceof IOException)) {
        LOG.error("The connection to core {} failed and is closed", core, cause);
      }
    }
    context.close();
  }

  @Override
  public void send(byte[] bytes) {
    Channel open = channel;
    if (open != null && !over) {
      open.writeAndFlush(Unpooled.wrappedBuffer(bytes), open.voidPromise());
    }
  }

  @Override
  public void hangUp(String why) {
    if (hungUp || over) {
      return;
    }
    hungUp = true;
    reason = why;
    if (channel != null) {
      channel.close();
    }
  }

  private void end(String why) {
    if (over) {
      return;
    }
    over = true;
    ReceiverPassword unused = password;
    if (unused != null) {
      unused.destroy();
      password = null;
    }
    caller.closed(why);
  }
}
