package io.caskade.ecm.ecmg.session;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.SuperCasId;
import io.caskade.api.ops.Peer;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoded;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.EcmgProtocolError;
import io.caskade.lib.simulcrypt.ecmg.EcmgStreamMessage;
import io.caskade.lib.simulcrypt.explain.Explanation;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.simulcrypt.explain.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue with one SCS on one TCP connection: the channel, and through {@link ChannelStreams}
 * its streams. Confined to its loop, except {@link #peer}, {@link #explanations} and {@link #loop}.
 * Longer than a screenful of others, because it is the one place where the channel's table of
 * states meets the connection.
 */
public final class ScsSession {
  private static final Logger LOG = LoggerFactory.getLogger(ScsSession.class);
  private static final int INVALID_IN_A_ROW = 3;

  private final ScsLink link;
  private final SessionLoop loop;
  private final ListenerContext listener;
  private final Instant since;
  private final Machines machines;
  private final Liveness liveness;
  private final Opening opening;
  private final Claim claim = new Claim();
  private final ChannelComplaints complaints;
  private ChannelState state = ChannelState.NONE;
  private @Nullable ChannelGrant grant;
  private @Nullable ChannelStreams streams;
  private @Nullable SuperCasId lastCas;
  private int invalidInARow;
  private boolean closed;
  private volatile SessionFacts facts = SessionFacts.NO_CHANNEL;

  /**
   * @param peer {@code host:port}
   * @param machines the tables to follow
   */
  public ScsSession(
      String peer, SessionLoop loop, ListenerContext listener, Outbox outbox, Machines machines) {
    this.link = new ScsLink(peer, loop, listener, outbox);
    this.loop = loop;
    this.listener = listener;
    this.since = listener.clock().instant();
    this.machines = machines;
    this.liveness = new Liveness(loop.now());
    this.opening = new Opening(this, listener, loop);
    this.complaints = new ChannelComplaints(link.notes(), loop);
  }

  /** The connection stands. */
  public void opened() {
    loop.add(this);
    listener.add(this);
    listener.counters().count(Counter.CONNECTIONS);
  }

  /** Handles one message, or what was wrong with it. Answers leave with {@link #readComplete}. */
  public void received(EcmgDecoded decoded) {
    if (closed) {
      return;
    }
    liveness.heard(loop.now());
    claim.provedAlive();
    if (decoded instanceof EcmgProtocolError error) {
      invalid(error);
      return;
    }
    invalidInARow = 0;
    EcmgMessage message = (EcmgMessage) decoded;
    tell(ChannelEvent.of(message, isOther(message.ecmChannelId()), state), message);
    if (message instanceof CwProvision provision) {
      provision.wipeControlWords();
    }
  }

  /** What was wrong with the bytes of a message; it follows with {@link #received}. */
  public void explain(Explanation what) {
    link.notes().say(what);
  }

  /** What was odd on this connection; any thread. */
  List<Seen> explanations() {
    return link.notes().entries();
  }

  /** Nothing more to read for now: the answers leave in one write. */
  public void readComplete() {
    int open = streams == null ? 0 : streams.size();
    if (!Objects.equals(facts.grant(), grant) || facts.streams() != open) {
      facts = new SessionFacts(grant, open);
    }
    link.outbox().flush();
  }

  /** A message has begun but not ended ({@code true}), or none has. */
  public void partial(boolean begun) {
    liveness.partial(begun, loop.now());
  }

  /** The peer reads ({@code true}) or does not. */
  public void writable(boolean yes) {
    liveness.writable(yes, loop.now());
  }

  /** The connection is gone. */
  public void lost() {
    if (!closed) {
      closed = true;
      tell(ChannelEvent.LOST, null);
      link.notes().close();
      loop.remove(this);
      listener.remove(this);
      claim.holderGone();
    }
  }

  /** Answers what is on its way, then closes; on the loop. */
  public void finish() {
    liveness.finish(loop.now());
  }

  /** Closes the connection. */
  public void close() {
    if (!closed) {
      if (streams != null) {
        streams.giveUpParked();
      }
      listener.counters().count(Counter.CLOSED_BY_US);
      link.outbox().close();
      lost();
    }
  }

  /** What faces show; any thread. */
  public Peer peer() {
    return new Peer(link.peer(), since, facts.with(link.ecms(), link.lastError()));
  }

  /** Any thread. */
  public SessionLoop loop() {
    return loop;
  }

  void routesChanged() {
    tell(ChannelEvent.ROUTES_CHANGED, null);
    if (streams != null) {
      streams.routesChanged();
    }
    waitOrNot();
    readComplete();
  }

  void checkWaiting(long now) {
    if (opening.isOverdue(now)) {
      tell(ChannelEvent.WAITED_TOO_LONG, null);
    }
    if (streams != null) {
      streams.checkParked(now);
    }
    waitOrNot();
    readComplete();
  }

  void sweepAlarms(long now) {
    if (streams != null) {
      streams.sweepAlarms(now);
    }
  }

  /** True when the session must be closed; may send a channel_test. */
  boolean isOverdue(long now) {
    SessionRules rules = grant == null ? listener.settings().rules() : grant.settings().rules();
    Liveness.Verdict verdict =
        claim.isLost(now)
            ? Liveness.Verdict.CLAIMED
            : liveness.judge(now, rules, state == ChannelState.OPEN);
    switch (verdict) {
      case FINE -> {
        return false;
      }
      case PROBE -> {
        listener.counters().count(Counter.PROBES);
        sendTest();
        return false;
      }
      case FINISHED -> {
        return true;
      }
      case SILENT, INCOMPLETE, NOT_READING, CLAIMED -> {
        if (listener.logBudget().allows()) {
          LOG.info(
              "{}: {} is closed: {}",
              "ecmg " + listener.settings().name(),
              link.peer(),
              verdict.text());
        }
        return true;
      }
    }
    return true;
  }

  /** Another connection wants this one's ECM_channel_id; on this session's loop. */
  void challenge(int channelId, Consumer<Boolean> verdict) {
    if (closed || state != ChannelState.OPEN || requireNonNull(grant).channelId() != channelId) {
      verdict.accept(true);
      return;
    }
    claim.challenged(verdict, loop.now());
    sendTest();
  }

  /** The verdict on a claim of this session. */
  void claimed(ChannelSetup message, boolean free) {
    opening.claimed(message, free);
    readComplete();
  }

  /** The channel may be opened. */
  void admitted(ChannelSetup message, ChannelGrant granted) {
    if (streams != null) {
      streams.drop();
    }
    open(granted);
    listener.counters().count(Counter.CHANNELS);
    tell(ChannelEvent.ADMITTED, message);
  }

  /** The channel may not be opened. */
  void declined(Refusal refusal) {
    ChannelSetup message = requireNonNull(opening.setup());
    complaints.declined(message, refusal, opening.rival());
    link.refuseChannel(message.version(), message.ecmChannelId(), refusal);
    tell(ChannelEvent.REFUSED, message);
  }

  private void sendTest() {
    ChannelGrant open = requireNonNull(grant);
    link.send(ChannelTest.of(open.version(), open.channelId()));
    link.outbox().flush();
  }

  private void invalid(EcmgProtocolError error) {
    error
        .answer()
        .ifPresent(
            answer -> {
              link.sent(error.status().text());
              listener.figures().refused(error.status().code());
              link.send(answer);
            });
    boolean ofForm =
        switch (error.status()) {
          case INVALID_MESSAGE,
              UNSUPPORTED_PROTOCOL_VERSION,
              UNKNOWN_MESSAGE_TYPE,
              MESSAGE_TOO_LONG ->
              true;
          default -> false;
        };
    invalidInARow = ofForm ? invalidInARow + 1 : 0;
    if (invalidInARow >= INVALID_IN_A_ROW) {
      if (listener.logBudget().allows()) {
        LOG.info(
            "{}: {} is closed after {} invalid messages in a row, the last: {}",
            "ecmg " + listener.settings().name(),
            link.peer(),
            invalidInARow,
            error.status().text());
      }
      close();
    }
  }

  private boolean isOther(int channelId) {
    ChannelSetup setup = opening.setup();
    if (setup != null) {
      return setup.ecmChannelId() != channelId;
    }
    return grant != null && grant.channelId() != channelId;
  }

  private void tell(ChannelEvent event, @Nullable EcmgMessage message) {
    ChannelMachine.Reaction reaction = machines.channel().react(state, event);
    state = reaction.next();
    switch (reaction.action()) {
      case IGNORE -> {}
      case NOTE -> note(requireNonNull(message));
      case CHECK_SETUP -> opening.begin((ChannelSetup) requireNonNull(message));
      case CHECK_SETUP_AGAIN -> opening.check();
      case ANSWER_STATUS -> answerStatus(requireNonNull(message));
      case REFUSE_SETUP, DROP -> drop();
      case REFUSE_SETUP_BUSY -> {
        link.notes().say(ExplanationCode.NO_PROFILE, message, Opening.PATIENCE / 1_000_000);
        refuse(requireNonNull(opening.setup()), EcmgErrorStatus.OUT_OF_COMPUTATIONAL_RESOURCES);
        drop();
      }
      case REFUSE_IN_USE -> {
        complaints.unfit(requireNonNull(message), openId());
        refuse(message, EcmgErrorStatus.ECM_CHANNEL_ID_IN_USE);
      }
      case REFUSE_UNKNOWN -> {
        complaints.unfit(requireNonNull(message), openId());
        refuse(message, EcmgErrorStatus.UNKNOWN_ECM_CHANNEL_ID);
      }
      case REFUSE_STREAM -> refuseStream((EcmgStreamMessage) requireNonNull(message));
      case PASS_TO_STREAM -> passToStream((EcmgStreamMessage) requireNonNull(message));
      case IMPLY_AND_PASS -> implyAndPass((EcmgStreamMessage) requireNonNull(message));
    }
  }

  private void open(ChannelGrant granted) {
    grant = granted;
    lastCas = granted.superCasId();
    streams = new ChannelStreams(link, machines.stream(), granted);
  }

  private void drop() {
    complaints.closed(openId());
    if (streams != null) {
      streams.drop();
    }
    streams = null;
    grant = null;
    opening.end();
    opening.release();
    waitOrNot();
  }

  private void waitOrNot() {
    if (opening.setup() == null && (streams == null || !streams.hasParked())) {
      loop.waitsNoMore(this);
    }
  }

  private void answerStatus(EcmgMessage message) {
    opening.end();
    ListenerSettings settings = grant == null ? listener.settings() : grant.settings();
    link.send(ChannelStatus.of(message.version(), message.ecmChannelId(), settings.terms()));
  }

  private void passToStream(EcmgStreamMessage message) {
    ChannelStreams channel = requireNonNull(streams);
    channel.received(message, loop.arrival());
    if (channel.hasParked()) {
      loop.waits(this);
    }
  }

  /** A lenient listener takes provisions without channel_setup (tvcas3 chapter 2.4). */
  private void implyAndPass(EcmgStreamMessage message) {
    ListenerSettings settings = listener.settings();
    SuperCasId cas = lastCas == null ? settings.rules().defaultCas() : lastCas;
    Admission admission =
        Admission.of(loop, settings, cas, message.version(), message.ecmChannelId());
    if (admission instanceof Admission.Denied denied) {
      link.refuseStream(
          message.version(), message.ecmChannelId(), message.ecmStreamId(), denied.refusal());
      tell(ChannelEvent.LOST, null);
      return;
    }
    open(
        admission instanceof Admission.Granted granted
            ? granted.grant()
            : new ChannelGrant(
                message.version(), message.ecmChannelId(), cas, "", false, settings));
    passToStream(message);
  }

  /** ECM_channel_id that is open or being opened. */
  private OptionalInt openId() {
    ChannelSetup waiting = opening.setup();
    if (grant != null) {
      return OptionalInt.of(grant.channelId());
    }
    return waiting == null ? OptionalInt.empty() : OptionalInt.of(waiting.ecmChannelId());
  }

  private void refuse(EcmgMessage message, EcmgErrorStatus status) {
    link.refuseChannel(message.version(), message.ecmChannelId(), Refusal.of(status));
  }

  private void refuseStream(EcmgStreamMessage message) {
    complaints.unfit(message, openId());
    link.refuseStream(
        message.version(),
        message.ecmChannelId(),
        message.ecmStreamId(),
        Refusal.of(EcmgErrorStatus.UNKNOWN_ECM_CHANNEL_ID));
  }

  private void note(EcmgMessage message) {
    if (message instanceof ChannelError error) {
      String text =
          "channel %d: error_status 0x%04X".formatted(error.ecmChannelId(), error.errorStatus());
      link.received(text);
      link.notes().peerError(error, error.errorStatus());
    }
  }
}
