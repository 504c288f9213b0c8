package io.caskade.receivers.cccam.pages;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection for lines of text: who it is, then commands, one after the other. When the other
 * side sends no more it is answered to the end and closed. On its loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class InfoHandler extends ChannelInboundHandlerAdapter {
  static final String FORBIDDEN =
      "This account may not see the receivers of the whole head-end, has to change its password, or"
          + " has a second factor: use an API token with receivers-read.";
  static final String LOCKED = "Too many wrong tries. Wait a minute or more.";
  static final String UNKNOWN = "Nobody can be signed in at the moment: see the head-end's log.";
  static final String BUSY = "Too many ask at the same time.";
  static final String NO_SERVER = "The control-word server is not there.";

  private static final Logger LOG = LoggerFactory.getLogger(InfoHandler.class);
  private static final long SIGN_IN_SECONDS = 60;
  private static final long IDLE_SECONDS = 10;
  private static final int MOST_LINES = 64;

  /** What the next line is. */
  private enum Stage {
    LOGIN,
    PASSWORD,
    COMMANDS,
    OVER
  }

  private final PageDesk desk;
  private final Visitors visitors;
  private final InetAddress from;
  private final LineInbox inbox = new LineInbox();
  private final Deque<String> lines = new ArrayDeque<>();
  private Stage stage = Stage.LOGIN;
  private String login = "";
  private boolean working;
  private boolean ended;
  private @Nullable Future<?> limit;

  InfoHandler(PageDesk desk, Visitors visitors, InetAddress from) {
    this.desk = desk;
    this.visitors = visitors;
    this.from = from;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    visitors.add(context.channel(), "info");
    say(context, "Welcome to CCcam " + desk.settings().version() + " server\n");
    if (desk.needsNoSignIn(from)) {
      enter(context);
    } else {
      say(context, "Username: ");
      limit(context, SIGN_IN_SECONDS);
    }
  }

  private void enter(ChannelHandlerContext context) {
    stage = Stage.COMMANDS;
    limit(context, IDLE_SECONDS);
  }

  private void limit(ChannelHandlerContext context, long seconds) {
    if (limit != null) {
      limit.cancel(false);
    }
    limit = context.executor().schedule(() -> context.close(), seconds, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    ByteBuf in = (ByteBuf) received;
    byte[] bytes = new byte[in.readableBytes()];
    in.readBytes(bytes);
    ReferenceCountUtil.release(in);
    lines.addAll(inbox.take(bytes));
    if (inbox.isBroken() || lines.size() > MOST_LINES) {
      over(context, "That is no command.\n");
    } else {
      next(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ended = true;
      String rest = inbox.rest();
      if (!rest.isEmpty()) {
        lines.add(rest);
      }
      next(context);
    }
  }

  private void next(ChannelHandlerContext context) {
    while (isFree(context) && stage != Stage.OVER && !lines.isEmpty()) {
      String line = lines.remove();
      switch (stage) {
        case LOGIN -> {
          login = line.strip();
          stage = Stage.PASSWORD;
          say(context, "Password: ");
        }
        case PASSWORD -> check(context, new Credentials(login, line));
        case COMMANDS -> command(context, line.strip().toLowerCase(Locale.ROOT));
        case OVER -> LOG.debug("A line of {} came after the end", from.getHostAddress());
      }
    }
    if (ended && isFree(context)) {
      over(context, "");
    }
  }

  /** Who does not take its answers gets no others. */
  private boolean isFree(ChannelHandlerContext context) {
    return !working && context.channel().isWritable();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (stage == Stage.COMMANDS && context.channel().isWritable()) {
      limit(context, IDLE_SECONDS);
      next(context);
    }
  }

  private void check(ChannelHandlerContext context, Credentials credentials) {
    working = true;
    boolean taken =
        desk.check(
            credentials,
            from,
            context.executor(),
            permit -> {
              working = false;
              switch (permit) {
                case GRANTED -> enter(context);
                case REFUSED -> over(context, "Login failed.\n");
                case FORBIDDEN -> over(context, FORBIDDEN + "\n");
                case LOCKED -> over(context, LOCKED + "\n");
                case UNKNOWN -> over(context, UNKNOWN + "\n");
              }
              next(context);
            });
    if (!taken) {
      working = false;
      over(context, BUSY + "\n");
    }
  }

  private void command(ChannelHandlerContext context, String command) {
    limit(context, IDLE_SECONDS);
    Optional<Page> page = Page.of(command);
    if (page.isPresent()) {
      show(context, page.get());
    } else if (command.equals("exit") || command.equals("quit")) {
      over(context, "");
    } else if (!command.isEmpty()) {
      String known =
          Arrays.stream(Page.values()).map(Page::command).collect(Collectors.joining(", "));
      say(context, "Commands: " + known + ", exit\n");
    }
  }

  private void show(ChannelHandlerContext context, Page page) {
    working = true;
    PagesSettings settings = desk.settings();
    boolean taken =
        desk.show(
            sight -> String.join("\n", page.lines(sight, settings.looks())) + "\n",
            context.executor(),
            text -> {
              working = false;
              say(context, text.map(InfoHandler::printable).orElse(NO_SERVER + "\n"));
              next(context);
            });
    if (!taken) {
      working = false;
      over(context, BUSY + "\n");
    }
  }

  /** What a client says of itself must not steer a terminal. */
  private static String printable(String text) {
    return text.replaceAll("[^\\n\\x20-\\x7E]", "?");
  }

  private void say(ChannelHandlerContext context, String text) {
    context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
  }

  private void over(ChannelHandlerContext context, String lastWords) {
    if (stage != Stage.OVER) {
      stage = Stage.OVER;
      lines.clear();
      context
          .writeAndFlush(Unpooled.copiedBuffer(lastWords, StandardCharsets.UTF_8))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stage = Stage.OVER;
    if (limit != null) {
      limit.cancel(false);
    }
    visitors.remove(context.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{} is gone: {}", from.getHostAddress(), cause.getMessage());
    } else {
      LOG.error("The connection of {} to the info lines failed and is closed", from, cause);
    }
    context.close();
  }
}
