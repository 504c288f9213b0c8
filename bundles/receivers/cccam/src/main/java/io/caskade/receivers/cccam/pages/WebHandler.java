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
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request for a status page, its answer, and the end of the connection. On its loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline what fails
final class WebHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(WebHandler.class);
  private static final long MOST_SECONDS = 30;

  private final PageDesk desk;
  private final Visitors visitors;
  private final InetAddress from;
  private final HeadInbox inbox = new HeadInbox();
  private @Nullable Future<?> limit;
  private boolean answered;
  private boolean bodyless;

  WebHandler(PageDesk desk, Visitors visitors, InetAddress from) {
    this.desk = desk;
    this.visitors = visitors;
    this.from = from;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    visitors.add(context.channel(), "web");
    limit = context.executor().schedule(() -> context.close(), MOST_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    ByteBuf in = (ByteBuf) received;
    byte[] bytes = new byte[in.readableBytes()];
    in.readBytes(bytes);
    ReferenceCountUtil.release(in);
    if (answered) {
      return;
    }
    Optional<RequestHead> head = inbox.take(bytes);
    if (head.isPresent()) {
      answered = true;
      answer(context, head.get());
    } else if (inbox.isBroken()) {
      answered = true;
      send(context, Answer.error(400, "Bad Request", "That is no request."));
    }
  }

  /** Who sends no more before a request was whole has none. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !answered) {
      context.close();
    }
  }

  private void answer(ChannelHandlerContext context, RequestHead head) {
    bodyless = head.method().equals("HEAD");
    Optional<Page> page = Page.at(head.path());
    if (!bodyless && !head.method().equals("GET")) {
      send(context, Answer.error(405, "Method Not Allowed", "Pages are only read."));
    } else if (page.isEmpty()) {
      send(context, Answer.error(404, "Not Found", "There is no such page."));
    } else if (desk.needsNoSignIn(from)) {
      show(context, page.get());
    } else {
      head.authorization()
          .flatMap(Credentials::basic)
          .ifPresentOrElse(
              credentials -> check(context, credentials, page.get()),
              () -> send(context, Answer.signInNeeded()));
    }
  }

  private void check(ChannelHandlerContext context, Credentials credentials, Page page) {
    boolean taken =
        desk.check(
            credentials,
            from,
            context.executor(),
            permit -> {
              switch (permit) {
                case GRANTED -> show(context, page);
                case REFUSED -> send(context, Answer.signInNeeded());
                case FORBIDDEN ->
                    send(context, Answer.error(403, "Forbidden", InfoHandler.FORBIDDEN));
                case LOCKED ->
                    send(context, Answer.error(429, "Too Many Requests", InfoHandler.LOCKED));
                case UNKNOWN -> send(context, Answer.unavailable(InfoHandler.UNKNOWN));
              }
            });
    if (!taken) {
      send(context, Answer.unavailable(InfoHandler.BUSY));
    }
  }

  private void show(ChannelHandlerContext context, Page page) {
    PagesSettings settings = desk.settings();
    boolean taken =
        desk.show(
            sight -> HtmlPage.of(page, sight, settings.looks()),
            context.executor(),
            html ->
                send(
                    context,
                    html.map(Answer::page)
                        .orElseGet(() -> Answer.unavailable(InfoHandler.NO_SERVER))));
    if (!taken) {
      send(context, Answer.unavailable(InfoHandler.BUSY));
    }
  }

  private void send(ChannelHandlerContext context, Answer answer) {
    byte[] bytes = answer.text(visitors.now(), !bodyless).getBytes(StandardCharsets.UTF_8);
    context.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    visitors.remove(context.channel());
    if (limit != null) {
      limit.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{} is gone: {}", from.getHostAddress(), cause.getMessage());
    } else {
      LOG.error("The connection of {} to the status pages failed and is closed", from, cause);
    }
    context.close();
  }
}
