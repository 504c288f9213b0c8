package io.caskade.lib.receiverlistener;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.api.receivers.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Time limits and back-pressure, with a clock that the test moves. */
class TcpHandlerTest {
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** A log-in that begins so takes its time. */
  private static final String SLOW = "slow";

  private final PlayedReceiverService server = new PlayedReceiverService();
  private final AtomicLong nanos = new AtomicLong();
  private final Deque<Runnable> aside = new ArrayDeque<>();
  private final Desk desk =
      new Desk(
          new ListenerSettings(
              "test",
              "main",
              "127.0.0.1",
              0,
              Transport.TCP,
              new Limits(1, 2, Duration.ofSeconds(10), Duration.ofSeconds(60))),
          new Lines(),
          InstantSource.fixed(Instant.EPOCH),
          nanos::get,
          aside::add);
  private final EmbeddedChannel channel = open();

  /** A protocol of texts that end with a line feed: the first logs in, others are sent back. */
  private static final class Lines implements Protocol {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public int longestMessage() {
      return 16;
    }

    @Override
    public Conversation open(Connection connection) {
      return new Conversation() {
        @Override
        public void opened() {}

        @Override
        public int received(byte[] bytes, int offset, int length) {
          for (int i = 0; i < length; i++) {
            if (bytes[offset + i] == '\n') {
              line(bytes, offset, i);
              return i + 1;
            }
          }
          return 0;
        }

        private void line(byte[] bytes, int offset, int length) {
          String text = new String(bytes, offset, length, StandardCharsets.US_ASCII);
          if (connection.isClient()) {
            connection.send(bytes, offset, length);
          } else if (text.startsWith(SLOW)) {
            connection.aside(() -> {}, () -> enter(text));
          } else {
            enter(text);
          }
        }

        private void enter(String name) {
          if (connection.enter(name, "").isPresent()) {
            connection.close();
          }
        }

        @Override
        public void cardsChanged() {}

        @Override
        public void ending(Refusal reason) {}

        @Override
        public void closed() {}
      };
    }
  }

  private EmbeddedChannel open() {
    EmbeddedChannel fresh = new EmbeddedChannel();
    fresh.freezeTime();
    fresh.config().setWriteBufferWaterMark(new WriteBufferWaterMark(4, 8));
    fresh.pipeline().addLast(new TcpHandler(desk, server, PEER));
    fresh.pipeline().fireChannelActive();
    return fresh;
  }

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private void pass(EmbeddedChannel which, long time) {
    nanos.addAndGet(time);
    which.advanceTimeBy(time, TimeUnit.NANOSECONDS);
    which.runPendingTasks();
    which.runScheduledPendingTasks();
  }

  @Test
  void whoDoesNotLogInInTimeIsClosedAndTold() {
    pass(channel, 10 * SECOND - 1);
    assertThat(channel.isOpen()).isTrue();
    pass(channel, 1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(server.failures())
        .extracting(PlayedReceiverService.Failure::why)
        .containsExactly(LogInFailure.SILENCE);
    assertThat(desk.strangers().size()).isZero();
  }

  @Test
  void aClientIsClosedAfterItsIdleTime() {
    channel.writeInbound(text("alice\n"));
    pass(channel, 50 * SECOND);
    channel.writeInbound(text("x\n"));
    pass(channel, 59 * SECOND);
    assertThat(channel.isOpen()).isTrue();
    pass(channel, SECOND);
    assertThat(channel.isOpen()).isFalse();
    assertThat(server.failures()).isEmpty();
    assertThat(server.open()).isZero();
  }

  @Test
  void whoDoesNotTakeItsAnswersIsReadNoMoreAndThenClosed() {
    channel.writeInbound(text("alice\n"));
    channel.pipeline().fireChannelWritabilityChanged();
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isFalse();
    pass(channel, 10 * SECOND);
    assertThat(channel.isOpen()).isFalse();
    assertThat(desk.counters().snapshot()).containsEntry("stuck_closed", 1L);
  }

  @Test
  void whoTakesThemInTimeIsReadAgain() {
    channel.writeInbound(text("alice\n"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    pass(channel, 9 * SECOND);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isTrue();
    pass(channel, 20 * SECOND);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void moreThanAnyMessageNeedsEndsIt() {
    channel.writeInbound(text("0123456789abcdef"));
    assertThat(channel.isOpen()).isTrue();
    channel.writeInbound(text("g"));
    assertThat(channel.isOpen()).isFalse();
    assertThat(server.failures())
        .extracting(PlayedReceiverService.Failure::why)
        .containsExactly(LogInFailure.PROTOCOL);
  }

  @Test
  void piecesAreKeptUntilTheirMessageIsWhole() {
    channel.writeInbound(text("al"));
    channel.writeInbound(text("ice\nan"));
    assertThat(server.entrances()).extracting(each -> each.name()).containsExactly("alice");
    channel.writeInbound(text("swer\n"));
    ByteBuf sent = channel.readOutbound();
    assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("answer");
    sent.release();
  }

  @Test
  void oneClientTooManyIsSentAwayAndItsPlaceIsFreeAgain() {
    channel.writeInbound(text("alice\n"));
    EmbeddedChannel second = open();
    second.writeInbound(text("bob\n"));
    assertThat(second.isOpen()).isFalse();
    assertThat(desk.clients()).isEqualTo(1);
    channel.close();
    assertThat(desk.clients()).isZero();
    EmbeddedChannel third = open();
    third.writeInbound(text("bob\n"));
    assertThat(third.isOpen()).isTrue();
  }

  @Test
  void theOldestStrangerGoesForTheNewest() {
    EmbeddedChannel second = open();
    EmbeddedChannel third = open();
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
    assertThat(third.isOpen()).isTrue();
    assertThat(desk.strangers().size()).isEqualTo(2);
  }

  @Test
  void whatComesDuringASlowLogInIsTakenBehindIt() {
    channel.writeInbound(text("slow\nfirst\nsec"));
    channel.runPendingTasks();
    assertThat(server.open()).isZero();
    channel.writeInbound(text("ond\n"));
    assertThat((Object) channel.readOutbound()).isNull();
    aside.remove().run();
    channel.runPendingTasks();
    assertThat(server.open()).isOne();
    assertThat(sent(channel)).isEqualTo("firstsecond");
  }

  @Test
  void whoSendsTooMuchDuringASlowLogInIsClosed() {
    channel.writeInbound(text("slow\n"));
    channel.writeInbound(text("more than sixteen bytes"));
    channel.runPendingTasks();
    assertThat(channel.isOpen()).isFalse();
    aside.remove().run();
    channel.runPendingTasks();
    assertThat(server.open()).isZero();
  }

  private static String sent(EmbeddedChannel from) {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = from.readOutbound(); part != null; part = from.readOutbound()) {
      all.append(part.toString(StandardCharsets.US_ASCII));
      part.release();
    }
    return all.toString();
  }
}
