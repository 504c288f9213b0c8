package io.caskade.emm.emmg.session;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.emmg.ChannelClose;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.ChannelSetup;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.ChannelTest;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgProtocolError;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import io.caskade.lib.simulcrypt.emmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.emmg.StreamError;
import io.caskade.lib.simulcrypt.emmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The conversation with one MUX: sets up, obeys the bandwidth, provides EMMs evenly, answers tests
 * (TS 103 197 clause 6). One session lasts one connection after the other. Confined to its loop,
 * except what says otherwise; time comes as nanoseconds of a monotonic clock.
 */
public final class MuxSession {
  private static final long SETUP_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long PROBE_ANSWER_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long CLOSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long UDP_SETTLE_NANOS = Duration.ofMillis(100).toNanos();
  private static final long STALLED_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long NOTHING_DUE_NANOS = Duration.ofMillis(100).toNanos();

  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier clock;
  private final Counters counters;
  private final FeedTap tap;
  private final Allocation allocation;
  private OutputSettings settings;
  private Packing packing;
  private volatile MuxState state = MuxState.DISCONNECTED;
  private volatile String note = "";
  private MuxLink link;
  private long deadline = NEVER;
  private long closeRequestAt = NEVER;
  private long heardAt;
  private long writableAt;
  private long nothingDueUntil;
  private boolean probing;

  /**
   * @param source the carousel of the moment, empty while there is none
   */
  public MuxSession(
      OutputSettings settings,
      Supplier<Optional<EmmSource>> source,
      Counters counters,
      LongSupplier clock) {
    this.settings = settings;
    this.counters = counters;
    this.clock = clock;
    this.tap = new FeedTap(source, counters);
    this.allocation = new Allocation(settings.bandwidthKbit());
    this.packing = new Packing(settings);
    this.link = NoLink.INSTANCE;
  }

  /** Any thread. */
  public MuxState state() {
    return state;
  }

  /** What the MUX complained about last, empty when nothing. Any thread. */
  public String note() {
    return note;
  }

  /** Allowed kbit/s at the moment. Any thread. */
  public long allowedKbit() {
    return allocation.kbit();
  }

  /** Any thread. */
  public Optional<FeedStatistics> statistics() {
    return tap.statistics();
  }

  public void connected(MuxLink connection) {
    link = connection;
    heardAt = clock.getAsLong();
    writableAt = heardAt;
    probing = false;
    counters.count(Counter.CONNECTIONS);
    on(MuxEvent.CONNECTED);
  }

  public void lost() {
    on(MuxEvent.LOST);
    link = NoLink.INSTANCE;
    deadline = NEVER;
    closeRequestAt = NEVER;
  }

  /** Ends the stream, the channel and the connection as the standard wants it. */
  public void stop() {
    on(MuxEvent.STOP);
  }

  /** Gives the feed back. */
  public void releaseFeed() {
    tap.close();
  }

  /** Takes settings of the same connection over; a new bandwidth is asked for at once. */
  public void apply(OutputSettings changed) {
    boolean askAgain = changed.bandwidthKbit() != settings.bandwidthKbit();
    settings = changed;
    packing = new Packing(changed);
    nothingDueUntil = 0;
    if (askAgain) {
      allocation.configured(changed.bandwidthKbit());
      if (state == MuxState.OPEN) {
        requestBandwidth();
      }
    }
  }

  public void received(EmmgDecoded decoded) {
    heardAt = clock.getAsLong();
    probing = false;
    if (decoded instanceof EmmgProtocolError error) {
      counters.count(Counter.ERRORS_SENT);
      error.answer().ifPresent(answer -> link.send(answer.pdu()));
    } else if (decoded instanceof EmmgMessage message) {
      take(message);
    }
  }

  /** Does what is due; returns the nanoseconds after which it wants to be called again. */
  public long tick() {
    long now = clock.getAsLong();
    if (now >= closeRequestAt) {
      closeRequestAt = NEVER;
      link.send(
          StreamCloseRequest.of(
                  settings.version(),
                  settings.ids().clientId(),
                  settings.ids().channel(),
                  settings.ids().stream())
              .pdu());
    }
    if (now >= deadline) {
      deadline = NEVER;
      on(MuxEvent.TIMED_OUT);
    }
    if (state == MuxState.OPEN) {
      watchPeer(now);
    }
    return state == MuxState.OPEN ? provide() : NOTHING_DUE_NANOS;
  }

  private void take(EmmgMessage message) {
    switch (message.type()) {
      case CHANNEL_TEST ->
          link.send(
              ChannelStatus.of(version(), ids().clientId(), ids().channel(), settings.form())
                  .pdu());
      case STREAM_TEST -> link.send(streamStatus().pdu());
      case CHANNEL_STATUS -> on(MuxEvent.CHANNEL_STATUS);
      case STREAM_STATUS -> on(MuxEvent.STREAM_STATUS);
      case STREAM_BW_ALLOCATION -> {
        allocation.granted(((StreamBwAllocation) message).bandwidthKbit());
        on(MuxEvent.ALLOCATION);
      }
      case STREAM_CLOSE_RESPONSE -> on(MuxEvent.STREAM_CLOSED);
      case CHANNEL_ERROR -> refused(((ChannelError) message).errorStatus());
      case STREAM_ERROR -> refused(((StreamError) message).errorStatus());
      case CHANNEL_SETUP,
          CHANNEL_CLOSE,
          STREAM_SETUP,
          STREAM_CLOSE_REQUEST,
          STREAM_BW_REQUEST,
          DATA_PROVISION ->
          // The decoder lets no message of our own side pass.
          throw new IllegalStateException(message.describe());
    }
  }

  private void refused(int status) {
    counters.count(Counter.ERRORS_RECEIVED);
    Optional<EmmgErrorStatus> known = EmmgErrorStatus.of(status);
    note =
        known.map(EmmgErrorStatus::text).orElse("error_status")
            + String.format(Locale.ROOT, " (0x%04X)", status);
    on(known.map(MuxSession::event).orElse(MuxEvent.REFUSED));
  }

  private static MuxEvent event(EmmgErrorStatus status) {
    return switch (status) {
      case UNKNOWN_DATA_STREAM_ID, UNKNOWN_DATA_ID -> MuxEvent.STREAM_UNKNOWN;
      case UNKNOWN_DATA_CHANNEL_ID, UNKNOWN_CLIENT_ID -> MuxEvent.CHANNEL_UNKNOWN;
      case EXCEEDED_BANDWIDTH -> MuxEvent.BANDWIDTH_EXCEEDED;
      case UNRECOVERABLE_ERROR -> MuxEvent.FATAL;
      case INVALID_MESSAGE,
          UNSUPPORTED_PROTOCOL_VERSION,
          UNKNOWN_MESSAGE_TYPE,
          MESSAGE_TOO_LONG,
          TOO_MANY_CHANNELS,
          TOO_MANY_STREAMS_ON_CHANNEL,
          TOO_MANY_STREAMS_ON_MUX,
          UNKNOWN_PARAMETER_TYPE,
          INCONSISTENT_PARAMETER_LENGTH,
          MISSING_MANDATORY_PARAMETER,
          INVALID_PARAMETER_VALUE,
          DATA_CHANNEL_ID_IN_USE,
          DATA_STREAM_ID_IN_USE,
          DATA_ID_IN_USE,
          CLIENT_ID_IN_USE,
          UNKNOWN_ERROR ->
          MuxEvent.REFUSED;
    };
  }

  private void on(MuxEvent event) {
    MuxMachine.Reaction reaction = MuxMachine.react(state, event);
    state = reaction.next();
    long now = clock.getAsLong();
    switch (reaction.action()) {
      case SET_UP_CHANNEL -> {
        link.send(
            ChannelSetup.of(version(), ids().clientId(), ids().channel(), settings.form()).pdu());
        deadline = now + SETUP_NANOS;
      }
      case SET_UP_STREAM -> {
        link.send(
            StreamSetup.of(
                    version(),
                    ids().clientId(),
                    ids().channel(),
                    ids().stream(),
                    settings.dataId(),
                    StreamSetup.EMM)
                .pdu());
        deadline = now + SETUP_NANOS;
      }
      case REQUEST_BANDWIDTH -> {
        requestBandwidth();
        deadline = now + SETUP_NANOS;
      }
      case OBEY -> deadline = NEVER;
      case USE_CONFIGURED -> allocation.granted(OptionalInt.empty());
      case SLOW_DOWN -> allocation.exceeded(now);
      case CLOSE_STREAM -> {
        closeRequestAt = settings.data().udp() ? now + UDP_SETTLE_NANOS : now;
        deadline = now + CLOSE_NANOS;
      }
      case CLOSE_CHANNEL -> {
        link.send(ChannelClose.of(version(), ids().clientId(), ids().channel()).pdu());
        link.close();
      }
      case HANG_UP -> link.close();
      case NOTE, IGNORE -> {
        // What the MUX said stands in the note.
      }
    }
  }

  /** A MUX that neither speaks nor answers, or that does not read, is hung up on. */
  private void watchPeer(long now) {
    if (link.writable()) {
      writableAt = now;
    } else if (now - writableAt > STALLED_NANOS) {
      note = "the MUX does not read";
      on(MuxEvent.FATAL);
      return;
    }
    long probeNanos = settings.probe().toNanos();
    if (!probing && probeNanos > 0 && now - heardAt > probeNanos) {
      probing = true;
      link.send(ChannelTest.of(version(), ids().clientId(), ids().channel()).pdu());
    } else if (probing && now - heardAt > probeNanos + PROBE_ANSWER_NANOS) {
      note = "no answer to channel_test";
      on(MuxEvent.TIMED_OUT);
    }
  }

  /** Sends what the allocation allows now; returns the nanoseconds until more may be sent. */
  private long provide() {
    while (state == MuxState.OPEN) {
      long now = clock.getAsLong();
      long wait = allocation.waitNanos(now);
      if (wait > 0 || !link.writable() || now < nothingDueUntil) {
        return Math.min(NOTHING_DUE_NANOS, Math.max(wait, nothingDueUntil - now));
      }
      fill();
      if (packing.isEmpty()) {
        nothingDueUntil = now + NOTHING_DUE_NANOS;
      } else {
        send(now);
      }
    }
    return NOTHING_DUE_NANOS;
  }

  private void fill() {
    while (packing.room() > 0) {
      Optional<EmmDatagram> emm = tap.next(settings.audience(), packing.room());
      if (emm.isEmpty()) {
        return;
      }
      if (!packing.add(emm.get().section().toByteArray())) {
        counters.count(Counter.FEED_FAILURES);
      }
    }
  }

  private void send(long now) {
    int emms = packing.emms();
    long bits = packing.bits();
    Pdu message = packing.take().pdu();
    allocation.sent(bits, now);
    if (!settings.data().udp()) {
      link.send(message);
    } else if (!link.sendDatagram(message)) {
      counters.count(Counter.DROPPED_DATAGRAMS);
    }
    counters.count(Counter.PROVISIONS);
    counters.count(Counter.EMMS, emms);
    counters.count(Counter.BYTES, message.length());
  }

  private void requestBandwidth() {
    link.send(
        StreamBwRequest.of(
                version(),
                ids().clientId(),
                ids().channel(),
                ids().stream(),
                OptionalInt.of(settings.bandwidthKbit()))
            .pdu());
  }

  private StreamStatus streamStatus() {
    return StreamStatus.of(
        version(),
        ids().clientId(),
        ids().channel(),
        ids().stream(),
        settings.dataId(),
        StreamSetup.EMM);
  }

  private int version() {
    return settings.version();
  }

  private OutputSettings.Ids ids() {
    return settings.ids();
  }

  /** Between two connections nothing is sent. */
  private enum NoLink implements MuxLink {
    INSTANCE;

    @Override
    public void send(Pdu message) {
      throw new IllegalStateException("not connected");
    }

    @Override
    public boolean sendDatagram(Pdu message) {
      return false;
    }

    @Override
    public boolean writable() {
      return false;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
