package io.caskade.emm.emmg.session;

import io.caskade.api.base.NetworkId;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmSource;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgMessageType;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.emmg.StreamError;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A MUX and its clock in one: it answers what it is set to answer, and time passes on demand. */
final class VirtualMux implements MuxLink {
  private static final int CLIENT = 0x0B00_0001;

  /** A message and when it came. */
  record Arrival(long nanos, EmmgMessage message, boolean byUdp) {}

  final Counters counters = new Counters();
  final MuxNotes notes = new MuxNotes("one", "mux:41000", () -> Instant.ofEpochSecond(0, now()));
  final MuxSession session;
  final List<Arrival> arrivals = new ArrayList<>();
  Optional<EmmSource> source;
  Set<EmmgMessageType> unanswered = Set.of();
  OptionalInt allocation = OptionalInt.of(64);
  boolean writable = true;
  String closed = "";
  long timerStep = 100_000;
  private final EmmgDecoder decoder = EmmgDecoder.atMux(Tolerance.STANDARD);
  private final List<EmmgMessage> answers = new ArrayList<>();
  private long now;

  VirtualMux(OutputSettings settings, EmmSource source) {
    this.source = Optional.of(source);
    this.session = new MuxSession(settings, () -> this.source, counters, () -> now, notes);
  }

  static OutputSettings settings() {
    return new OutputSettings(
        "localhost",
        41_000,
        2,
        new OutputSettings.Ids(CLIENT, 1, 1, 1),
        64,
        SectionTspktFlag.SECTIONS,
        OutputSettings.DataWay.TCP,
        new EmmAudience("one", Set.of(new NetworkId("main")), Set.of(), Duration.ofSeconds(60)),
        OutputSettings.Limits.USUAL,
        Duration.ofSeconds(30));
  }

  static OutputSettings bandwidth(OutputSettings s, int kbit) {
    return new OutputSettings(
        s.host(),
        s.port(),
        s.version(),
        s.ids(),
        kbit,
        s.form(),
        s.data(),
        s.audience(),
        s.limits(),
        s.probe());
  }

  static OutputSettings form(OutputSettings s, SectionTspktFlag form) {
    return new OutputSettings(
        s.host(),
        s.port(),
        s.version(),
        s.ids(),
        s.bandwidthKbit(),
        form,
        s.data(),
        s.audience(),
        s.limits(),
        s.probe());
  }

  static OutputSettings data(OutputSettings s, OutputSettings.DataWay data) {
    return new OutputSettings(
        s.host(),
        s.port(),
        s.version(),
        s.ids(),
        s.bandwidthKbit(),
        s.form(),
        data,
        s.audience(),
        s.limits(),
        s.probe());
  }

  static OutputSettings named(OutputSettings s, int version, OutputSettings.Ids ids) {
    return new OutputSettings(
        s.host(),
        s.port(),
        version,
        ids,
        s.bandwidthKbit(),
        s.form(),
        s.data(),
        s.audience(),
        s.limits(),
        s.probe());
  }

  /** Connects and lets the set-up happen. */
  VirtualMux connect() {
    closed = "";
    session.connected(this);
    run(Duration.ofMillis(1));
    return this;
  }

  void run(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      deliver();
      long wait = session.tick();
      deliver();
      now = Math.min(end, now + Math.max(wait, timerStep));
    }
  }

  long now() {
    return now;
  }

  void say(EmmgMessage message) {
    session.received(EmmgDecoder.atEmmg(Tolerance.STANDARD).decode(message.pdu()));
  }

  void allocate(int kbit) {
    say(StreamBwAllocation.of(2, CLIENT, 1, 1, OptionalInt.of(kbit)));
  }

  void streamError(int status) {
    say(StreamError.of(2, CLIENT, 1, 1, status, new byte[0]));
  }

  void channelError(int status) {
    say(ChannelError.of(2, CLIENT, 1, status, new byte[0]));
  }

  List<EmmgMessageType> types() {
    return arrivals.stream().map(arrival -> arrival.message().type()).toList();
  }

  List<Arrival> provisions() {
    return arrivals.stream().filter(a -> a.message() instanceof DataProvision).toList();
  }

  long count(EmmgMessageType type) {
    return types().stream().filter(type::equals).count();
  }

  /** Bits on air, reckoned without the code under test: sections are spread over TS packets. */
  static double airBits(Arrival arrival) {
    double bytes = 0;
    for (ByteBuffer datagram : ((DataProvision) arrival.message()).datagrams()) {
      boolean packets = datagram.get(0) == 0x47;
      bytes += packets ? datagram.remaining() : datagram.remaining() * 188 / 183.0;
    }
    return bytes * 8;
  }

  /** Bits on air from {@code from} to now. */
  double airBitsSince(long from) {
    return provisions().stream()
        .filter(a -> a.nanos() >= from)
        .mapToDouble(VirtualMux::airBits)
        .sum();
  }

  @Override
  public void send(Pdu message) {
    EmmgMessage arrived = (EmmgMessage) decoder.decode(message);
    arrivals.add(new Arrival(now, arrived, false));
    if (!unanswered.contains(arrived.type())) {
      answer(arrived);
    }
  }

  private void answer(EmmgMessage message) {
    Pdu pdu = message.pdu();
    int version = pdu.version();
    switch (message.type()) {
      case CHANNEL_SETUP, CHANNEL_TEST ->
          answers.add(ChannelStatus.of(version, CLIENT, 1, SectionTspktFlag.SECTIONS));
      case STREAM_SETUP -> {
        OptionalInt dataId = version == 1 ? OptionalInt.empty() : OptionalInt.of(1);
        answers.add(StreamStatus.of(version, CLIENT, 1, 1, dataId, 0));
      }
      case STREAM_BW_REQUEST ->
          answers.add(StreamBwAllocation.of(version, CLIENT, 1, 1, allocation));
      case STREAM_CLOSE_REQUEST -> answers.add(StreamCloseResponse.of(version, CLIENT, 1, 1));
      default -> {
        // Needs no answer.
      }
    }
  }

  private void deliver() {
    while (!answers.isEmpty() && closed.isEmpty()) {
      say(answers.remove(0));
    }
  }

  @Override
  public boolean sendDatagram(Pdu message) {
    arrivals.add(new Arrival(now, (EmmgMessage) decoder.decode(message), true));
    return true;
  }

  @Override
  public boolean writable() {
    return writable;
  }

  @Override
  public void close(String reason) {
    closed = reason;
  }
}
