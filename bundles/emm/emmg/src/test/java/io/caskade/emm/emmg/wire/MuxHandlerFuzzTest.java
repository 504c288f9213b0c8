package io.caskade.emm.emmg.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.api.base.NetworkId;
import io.caskade.api.emm.EmmAudience;
import io.caskade.emm.emmg.session.Counters;
import io.caskade.emm.emmg.session.EmmStock;
import io.caskade.emm.emmg.session.MuxNotes;
import io.caskade.emm.emmg.session.MuxSession;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever a MUX sends: an answer, or the end of the connection, and never a growing heap. */
class MuxHandlerFuzzTest {
  private static final byte[] CHANNEL_STATUS =
      HexFormat.of().parseHex("0200130013000100040B0000010003000200010002000100");
  private static final byte[] STREAM_STATUS =
      HexFormat.of()
          .parseHex("020113001F000100040B0000010003000200010004000200010008000200010007000100");

  @FuzzTest
  void survivesAnyBytes(byte[] bytes) {
    feed(bytes, 7);
  }

  @Property(tries = 300)
  void survivesAnyBytesInAnyPieces(
      @ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 64) int piece) {
    feed(bytes, piece);
  }

  @Property(tries = 300)
  void survivesMessagesWithOneByteWrong(
      @ForAll @IntRange(min = 0, max = 35) int at, @ForAll byte wrong, @ForAll boolean stream) {
    byte[] message = (stream ? STREAM_STATUS : CHANNEL_STATUS).clone();
    message[at % message.length] = wrong;
    feed(message, 64);
  }

  @Test
  void closesOnAMessageThatIsTooLong() {
    Opened opened = new Opened();
    opened.channel.writeInbound(
        Unpooled.wrappedBuffer(new byte[] {2, 0, 0x13, (byte) 0xFF, (byte) 0xFF, 1, 2, 3}));
    opened.channel.runPendingTasks();
    assertThat(opened.channel.isOpen()).isFalse();
    assertThat(opened.reason).contains("more than 4096 bytes");
    opened.channel.finishAndReleaseAll();
  }

  @Test
  void closesAfterThreeMessagesThatAreNone() {
    Opened opened = new Opened();
    for (int i = 0; i < 3; i++) {
      opened.channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {2, 0x77, 0x77, 0, 0}));
    }
    opened.channel.runPendingTasks();
    assertThat(opened.channel.isOpen()).isFalse();
    assertThat(opened.reason).contains("does not speak");
    opened.channel.finishAndReleaseAll();
  }

  @Test
  void doesNotListenToAPeerThatDoesNotTakeItsAnswers() {
    Opened opened = new Opened();
    opened.channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(50, 100));
    for (int i = 0; i < 20; i++) {
      opened.channel.write(Unpooled.buffer(50).writeZero(50));
    }
    opened.channel.runPendingTasks();
    assertThat(opened.channel.config().isAutoRead()).isFalse();
    opened.channel.flush();
    opened.channel.runPendingTasks();
    assertThat(opened.channel.config().isAutoRead()).isTrue();
    opened.channel.finishAndReleaseAll();
  }

  @Test
  void cutsAConnectionWhoseLastWordsDoNotLeave() {
    Opened opened = new Opened(new Swallowing());
    opened.handler.close("the MUX does not read");
    opened.channel.runPendingTasks();
    assertThat(opened.channel.isOpen()).isTrue();
    opened.channel.advanceTimeBy(600, TimeUnit.MILLISECONDS);
    opened.channel.runPendingTasks();
    assertThat(opened.channel.isOpen()).isFalse();
    assertThat(opened.reason).isEqualTo("the MUX does not read");
    opened.channel.finishAndReleaseAll();
  }

  private static void feed(byte[] bytes, int piece) {
    Opened opened = new Opened();
    for (int at = 0; at < bytes.length && opened.channel.isOpen(); at += piece) {
      int length = Math.min(piece, bytes.length - at);
      opened.channel.writeInbound(Unpooled.copiedBuffer(bytes, at, length));
      opened.channel.runPendingTasks();
    }
    opened.channel.checkException();
    int answered = 0;
    for (ByteBuf out = opened.channel.readOutbound(); out != null; ) {
      answered += out.readableBytes();
      out.release();
      out = opened.channel.readOutbound();
    }
    if (answered > 200 + 20 * bytes.length) {
      throw new AssertionError(answered + " bytes of answers to " + bytes.length);
    }
    opened.channel.finishAndReleaseAll();
  }

  /** A write that never completes, as on a full socket. */
  private static final class Swallowing extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
    }
  }

  /** A connection that stands. */
  private static final class Opened implements MuxHandler.Owner {
    final MuxHandler handler;
    final EmbeddedChannel channel;
    String reason = "";

    Opened(ChannelHandler... first) {
      OutputSettings settings =
          new OutputSettings(
              "localhost",
              41_000,
              2,
              new OutputSettings.Ids(0x0B00_0001, 1, 1, 1),
              64,
              SectionTspktFlag.SECTIONS,
              OutputSettings.DataWay.TCP,
              new EmmAudience(
                  "fuzz", Set.of(new NetworkId("main")), Set.of(), Duration.ofSeconds(9)),
              OutputSettings.Limits.USUAL,
              Duration.ofSeconds(30));
      MuxSession session =
          new MuxSession(
              settings,
              () -> Optional.of(EmmStock.ofCards()),
              new Counters(),
              () -> 1L,
              new MuxNotes("fuzz", "mux:1", InstantSource.system()));
      handler = new MuxHandler(session, Optional.empty(), captures(), this);
      channel = new EmbeddedChannel();
      channel.pipeline().addLast(first);
      channel.pipeline().addLast(new PduReader(), handler);
      channel.pipeline().fireChannelActive();
    }

    private static CaptureDesk captures() {
      return new CaptureDesk(
          SimulcryptInterface.EMMG_MUX,
          Path.of("target", "captures"),
          "emmg-fuzz",
          InstantSource.system(),
          System::nanoTime,
          Runnable::run);
    }

    @Override
    public void opened(MuxHandler opened) {
      // The handler is known already.
    }

    @Override
    public void heard() {
      handler.tick();
    }

    @Override
    public void ended(String why) {
      reason = why;
    }
  }
}
