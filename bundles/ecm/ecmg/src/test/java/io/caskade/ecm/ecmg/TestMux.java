package io.caskade.ecm.ecmg;

import io.caskade.ecm.ecmg.session.ListenerContext;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.SessionLoop;
import io.caskade.ecm.ecmg.wire.ScsHandler;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoded;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mux against the whole session handler, without sockets, on a clock that stands still until it
 * is told to go on.
 */
public final class TestMux {
  public static final int CHANNEL = 7;
  public static final int CAS = 0x0B000001;

  private final MockTicker ticker;
  private final EmbeddedChannel channel;
  private final SessionLoop loop;
  private final ListenerContext listener;
  private final FakeIssuer issuer;
  private final EcmgDecoder decoder = EcmgDecoder.atScs(Tolerance.LENIENT);
  private final Deque<EcmgMessage> answers = new ArrayDeque<>();
  private int version = 2;

  public TestMux() {
    this(settings());
  }

  public TestMux(ListenerSettings settings) {
    this(settings, new FakeIssuer(), true);
  }

  /**
   * @param issuerThere false: {@link #issuerComes} brings it
   */
  public TestMux(ListenerSettings settings, FakeIssuer issuer, boolean issuerThere) {
    ticker = Ticker.newMockTicker();
    this.issuer = issuer;
    listener = new ListenerContext(settings, clock(ticker));
    // A session needs its loop, the loop its executor, which the channel brings: hence two steps.
    channel = EmbeddedChannel.builder().ticker(ticker).build();
    loop = new SessionLoop(channel.eventLoop(), ticker::nanoTime);
    if (issuerThere) {
      issuerComes();
    }
    channel.pipeline().addLast(new ScsHandler(loop, listener));
    channel.pipeline().fireChannelActive();
  }

  /** A second connection to the listener of {@code other}, on the same clock. */
  public TestMux(TestMux other) {
    ticker = other.ticker;
    issuer = other.issuer;
    listener = other.listener;
    channel = EmbeddedChannel.builder().ticker(ticker).build();
    loop = new SessionLoop(channel.eventLoop(), ticker::nanoTime);
    issuerComes();
    channel.pipeline().addLast(new ScsHandler(loop, listener));
    channel.pipeline().fireChannelActive();
  }

  public static ListenerSettings settings() {
    return ListenerSettings.defaults("main", "127.0.0.1", 42000);
  }

  private static InstantSource clock(Ticker ticker) {
    return () -> Instant.EPOCH.plusNanos(ticker.nanoTime() - ticker.initialNanoTime());
  }

  public FakeIssuer issuer() {
    return issuer;
  }

  public ListenerContext listener() {
    return listener;
  }

  public EmbeddedChannel channel() {
    return channel;
  }

  public SessionLoop loop() {
    return loop;
  }

  public void issuerComes() {
    loop.adopt(issuer, issuer.openLane(loop));
  }

  public void issuerGoes() {
    loop.abandon(issuer);
  }

  /** All messages from now on carry this version. */
  public TestMux version(int other) {
    version = other;
    return this;
  }

  /** Lets time pass in small steps, so that timers come in their order. */
  public void pass(Duration time) {
    long left = time.toMillis();
    while (left > 0) {
      long step = Math.min(left, 10);
      ticker.advance(step, TimeUnit.MILLISECONDS);
      run();
      left -= step;
    }
  }

  /** Time passes without the loop getting a turn. */
  public void stall(Duration time) {
    ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs what waits for the loop. */
  public void run() {
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
  }

  public void send(EcmgMessage... messages) {
    ByteBuf all = Unpooled.buffer();
    for (EcmgMessage message : messages) {
      all.writeBytes(message.pdu().toByteArray());
    }
    channel.writeInbound(all);
  }

  public void send(byte[] bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes));
  }

  public void sendHex(String hex) {
    send(HexFormat.of().parseHex(hex));
  }

  /** The next answer, null when there is none. */
  public @Nullable EcmgMessage poll() {
    collect();
    return answers.poll();
  }

  /** The next answer. */
  public EcmgMessage answer() {
    EcmgMessage answer = poll();
    if (answer == null) {
      throw new AssertionError("no answer");
    }
    return answer;
  }

  /** The next answer, which must be of the type. */
  public <M extends EcmgMessage> M answer(Class<M> type) {
    EcmgMessage answer = answer();
    if (!type.isInstance(answer)) {
      throw new AssertionError("not a " + type.getSimpleName() + ": " + answer.describe());
    }
    return type.cast(answer);
  }

  /** Types of all answers, in order. */
  public List<EcmgMessageType> answerTypes() {
    collect();
    List<EcmgMessageType> types =
        answers.stream().map(EcmgMessage::type).collect(Collectors.toList());
    answers.clear();
    return types;
  }

  public boolean isOpen() {
    return channel.isOpen();
  }

  public void setUpChannel() {
    send(ChannelSetup.of(version, CHANNEL, CAS));
    answer(io.caskade.lib.simulcrypt.ecmg.ChannelStatus.class);
  }

  public void setUpStream(int stream) {
    setUpStream(stream, 120);
  }

  public void setUpStream(int stream, int nominalCpDuration) {
    send(streamSetup(stream, nominalCpDuration));
    answer(io.caskade.lib.simulcrypt.ecmg.StreamStatus.class);
  }

  public StreamSetup streamSetup(int stream, int nominalCpDuration) {
    return StreamSetup.of(version, CHANNEL, stream, OptionalInt.of(stream), nominalCpDuration);
  }

  /** A good CW_provision with fresh words. */
  public CwProvision provision(int stream, int cpNumber) {
    return provision(stream, cpNumber, new byte[] {0, 0, 0, 1});
  }

  public CwProvision provision(int stream, int cpNumber, byte[] criteria) {
    return CwProvision.builder(version, CHANNEL, stream, cpNumber)
        .accessCriteria(criteria)
        .word(cpNumber, word(cpNumber))
        .word(cpNumber + 1 & 0xFFFF, word(cpNumber + 1))
        .build();
  }

  /** The word of a crypto period: never the same for two of them. */
  public byte[] word(int cpNumber) {
    byte[] bytes = new byte[8];
    Arrays.fill(bytes, (byte) 0x55);
    bytes[0] = (byte) (cpNumber >> 8);
    bytes[1] = (byte) cpNumber;
    return bytes;
  }

  private void collect() {
    ByteBuf out;
    while ((out = channel.readOutbound()) != null) {
      byte[] bytes = new byte[out.readableBytes()];
      out.readBytes(bytes);
      out.release();
      int at = 0;
      while (at < bytes.length) {
        int length = 5 + ((bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF);
        EcmgDecoded decoded = decoder.decode(bytes, at, length);
        if (!(decoded instanceof EcmgMessage message)) {
          throw new AssertionError("the ECMG sent what cannot be read: " + decoded);
        }
        answers.add(message);
        at += length;
      }
    }
  }
}
