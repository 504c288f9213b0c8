package io.caskade.emm.emmg.session;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgProtocolError;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamError;
import io.caskade.lib.simulcrypt.explain.Explanation;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The conversation with one MUX: sets up, obeys the bandwidth, provides EMMs evenly, answers tests
 * (TS 103 197 clause 6). One session lasts one connection after the other. Confined to its loop,
 * except what says otherwise; time comes as nanoseconds of a monotonic clock. Long, because it is
 * the one place where the table of states meets the connection.
 */
public final class MuxSession {
  private static final long SETUP_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long CLOSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long UDP_SETTLE_NANOS = Duration.ofMillis(100).toNanos();
  private static final long NOTHING_DUE_NANOS = Duration.ofMillis(100).toNanos();
  private static final long FULL_NANOS = Duration.ofMillis(10).toNanos();
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Messages in a row before the loop turns to its other outputs. */
  private static final int TURN = 16;

  /** A MUX that forgets the stream more often within one connection gets a new one. */
  private static final int MOST_SETUPS = 5;

  private final LongSupplier clock;
  private final Counters counters;
  private final FeedTap tap;
  private final Allocation allocation;
  private final SentRate sentRate = new SentRate();
  private final PeerWatch watch = new PeerWatch();
  private final MuxNotes notes;
  private final AnswerCheck answers;
  private OutputSettings settings;
  private ClientMessages messages;
  private Packing packing;
  private volatile MuxState state = MuxState.DISCONNECTED;
  private volatile String note = "";
  private MuxLink link = NoLink.INSTANCE;
  private long deadline = NEVER;
  private long closeRequestAt = NEVER;
  private long askedAt;
  private boolean tested;
  private long nothingDueUntil;
  private int setups;

  /**
   * @param source the carousel of the moment, empty while there is none
   * @param clock nanoseconds from 0 on
   * @param notes where oddities of the MUX are written down
   */
  public MuxSession(
      OutputSettings settings,
      Supplier<Optional<EmmSource>> source,
      Counters counters,
      LongSupplier clock,
      MuxNotes notes) {
    this.settings = settings;
    this.notes = notes;
    this.answers = new AnswerCheck(notes);
    this.counters = counters;
    this.clock = clock;
    this.tap = new FeedTap(source, counters);
    this.allocation = new Allocation(settings.bandwidthKbit(), clock.getAsLong());
    this.messages = new ClientMessages(settings);
    this.packing = new Packing(settings);
  }

  /** Any thread. */
  public MuxState state() {
    return state;
  }

  /** What the MUX of this connection complained about last, empty when nothing. Any thread. */
  public String note() {
    return note;
  }

  /** Allowed kbit/s at the moment. Any thread. */
  public long allowedKbit() {
    return allocation.kbit();
  }

  /** Sent kbit/s, counted in TS packets. Any thread. */
  public long sentKbit() {
    return sentRate.kbit();
  }

  /** Any thread. */
  public Optional<FeedStatistics> statistics() {
    return tap.statistics();
  }

  public void connected(MuxLink connection) {
    long now = clock.getAsLong();
    link = connection;
    note = "";
    setups = 0;
    watch.connected(now);
    allocation.reset(now);
    counters.count(Counter.CONNECTIONS);
    on(MuxEvent.CONNECTED);
  }

  public void lost() {
    on(MuxEvent.LOST);
    // TCP does not tell which of the last messages the MUX has read.
    tap.undelivered(settings.audience(), watch.unheard(clock.getAsLong()));
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

  /** The next feed goes on for another node's. */
  public void takeOver() {
    tap.takeOver();
  }

  /** Takes settings over; of a connection that stands, a new bandwidth is asked for at once. */
  public void apply(OutputSettings changed) {
    boolean askAgain = changed.bandwidthKbit() != settings.bandwidthKbit();
    settings = changed;
    notes.about(changed.target());
    messages = new ClientMessages(changed);
    packing = new Packing(changed);
    nothingDueUntil = 0;
    if (askAgain) {
      long now = clock.getAsLong();
      allocation.configured(changed.bandwidthKbit(), now);
      if (state == MuxState.OPEN) {
        requestBandwidth(now);
      }
    }
  }

  /** What was wrong with the bytes of a message; it follows with {@link #received}. */
  public void explain(Explanation what) {
    notes.say(what);
  }

  public void received(EmmgDecoded decoded) {
    tested = watch.asked();
    watch.heard(clock.getAsLong());
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
    sentRate.roll(now);
    if (now >= closeRequestAt) {
      closeRequestAt = NEVER;
      link.send(messages.streamCloseRequest());
    }
    if (now >= deadline) {
      deadline = NEVER;
      notes.say(ExplanationCode.NO_ANSWER, null, state, (now - askedAt) / SECOND);
      on(MuxEvent.TIMED_OUT);
    }
    if (state == MuxState.OPEN) {
      watchPeer(now);
    }
    return state == MuxState.OPEN ? provide() : NOTHING_DUE_NANOS;
  }

  private void take(EmmgMessage message) {
    long took = deadline == NEVER ? 0 : clock.getAsLong() - askedAt;
    answers.check(message, settings, state, tested, took);
    switch (message.type()) {
      case CHANNEL_TEST -> link.send(messages.channelStatus());
      case STREAM_TEST -> link.send(messages.streamStatus());
      case CHANNEL_STATUS -> on(MuxEvent.CHANNEL_STATUS);
      case STREAM_STATUS -> on(MuxEvent.STREAM_STATUS);
      case STREAM_BW_ALLOCATION -> {
        allocation.granted(((StreamBwAllocation) message).bandwidthKbit(), clock.getAsLong());
        on(MuxEvent.ALLOCATION);
      }
      case STREAM_CLOSE_RESPONSE -> on(MuxEvent.STREAM_CLOSED);
      case CHANNEL_ERROR -> refused(message, ((ChannelError) message).errorStatus());
      case STREAM_ERROR -> refused(message, ((StreamError) message).errorStatus());
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

  private void refused(EmmgMessage message, int status) {
    counters.count(Counter.ERRORS_RECEIVED);
    notes.peerError(message, status);
    Optional<EmmgErrorStatus> known = EmmgErrorStatus.of(status);
    note =
        known.map(EmmgErrorStatus::text).orElse("error_status")
            + String.format(Locale.ROOT, " (0x%04X)", status);
    MuxEvent event = known.map(MuxSession::event).orElse(MuxEvent.REFUSED);
    boolean forgotten = event == MuxEvent.STREAM_UNKNOWN || event == MuxEvent.CHANNEL_UNKNOWN;
    on(forgotten && setups >= MOST_SETUPS ? MuxEvent.FATAL : event);
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
    MuxState before = state;
    MuxMachine.Reaction reaction = MuxMachine.react(before, event);
    state = reaction.next();
    long now = clock.getAsLong();
    switch (reaction.action()) {
      case SET_UP_CHANNEL -> {
        link.send(messages.channelSetup());
        askedAt = now;
        deadline = now + SETUP_NANOS;
      }
      case SET_UP_STREAM -> {
        setups++;
        link.send(messages.streamSetup());
        askedAt = now;
        deadline = now + SETUP_NANOS;
      }
      case REQUEST_BANDWIDTH -> requestBandwidth(now);
      case OBEY -> deadline = NEVER;
      case USE_CONFIGURED -> {
        deadline = NEVER;
        allocation.unanswered(now);
      }
      case SLOW_DOWN -> {
        deadline = NEVER;
        allocation.exceeded(now);
      }
      case CLOSE_STREAM -> {
        askedAt = now;
        closeRequestAt = settings.data().udp() ? now + UDP_SETTLE_NANOS : now;
        deadline = closeRequestAt + CLOSE_NANOS;
      }
      case CLOSE_CHANNEL -> {
        link.send(messages.channelClose());
        hangUp(before, event);
      }
      case HANG_UP -> hangUp(before, event);
      case NOTE, IGNORE -> {
        // What the MUX said stands in the note.
      }
    }
  }

  private void hangUp(MuxState before, MuxEvent event) {
    deadline = NEVER;
    closeRequestAt = NEVER;
    link.close(
        switch (event) {
          case TIMED_OUT -> "no answer in state " + before.name().toLowerCase(Locale.ROOT);
          case STREAM_CLOSED -> "the stream was closed";
          case STOP -> "the output ends";
          default -> note;
        });
  }

  private void watchPeer(long now) {
    switch (watch.look(now, link.writable(), settings.probe())) {
      case ASK -> link.send(messages.channelTest());
      case SILENT -> {
        note = "no answer to channel_test";
        notes.say(ExplanationCode.NO_ANSWER, null, "channel_test", PeerWatch.ANSWER_SECONDS);
        on(MuxEvent.SILENT);
      }
      case STALLED -> {
        note = "the MUX does not read";
        on(MuxEvent.SILENT);
      }
      case ALIVE -> {
        // Nothing to do about it.
      }
    }
  }

  /** Sends what the allocation allows now; returns the nanoseconds until more may be sent. */
  private long provide() {
    for (int turn = 0; turn < TURN; turn++) {
      long now = clock.getAsLong();
      long wait = Math.max(allocation.waitNanos(now), nothingDueUntil - now);
      if (wait > 0) {
        return Math.min(NOTHING_DUE_NANOS, wait);
      }
      if (!link.writable()) {
        return FULL_NANOS;
      }
      fill();
      if (packing.isEmpty()) {
        nothingDueUntil = now + NOTHING_DUE_NANOS;
      } else {
        send(packing.take(), now);
      }
    }
    return 0;
  }

  private void fill() {
    while (packing.room() > 0) {
      Optional<EmmDatagram> emm = tap.next(settings.audience(), packing.room());
      if (emm.isEmpty()) {
        return;
      }
      if (!packing.add(emm.get().section().toByteArray())) {
        tap.failed(settings.audience(), "an EMM that is no section, or longer than asked for");
        return;
      }
      tap.delivered();
    }
  }

  private void send(Provision provision, long now) {
    allocation.sent(provision.bits(), now);
    sentRate.sent(provision.bits());
    Pdu message = provision.message().pdu();
    if (!settings.data().udp()) {
      link.send(message);
    } else if (!link.sendDatagram(message)) {
      counters.count(Counter.DROPPED_DATAGRAMS);
      return;
    }
    counters.count(Counter.PROVISIONS);
    counters.count(Counter.EMMS, provision.emms());
    counters.count(Counter.BYTES, message.length());
  }

  private void requestBandwidth(long now) {
    link.send(messages.bandwidthRequest());
    askedAt = now;
    deadline = now + SETUP_NANOS;
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
    public void close(String reason) {
      // There is nothing to close.
    }
  }
}
