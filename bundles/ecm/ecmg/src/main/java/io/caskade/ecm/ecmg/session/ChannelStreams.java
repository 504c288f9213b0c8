package io.caskade.ecm.ecmg.session;

import static java.util.Objects.requireNonNull;

import io.caskade.api.ecm.EcmResult;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import io.caskade.lib.simulcrypt.ecmg.EcmgStreamMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.ts.TsFormatException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of one open channel. Confined to the session's loop. */
final class ChannelStreams {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelStreams.class);

  /** A parked provision waits for this share of max_comp_time. */
  private static final double PATIENCE = 0.8;

  private static final long NANOS_PER_MS = 1_000_000;

  private final ScsLink link;
  private final StreamMachine machine;
  private final StreamTable streams = new StreamTable();
  private final ChannelGrant grant;
  private final ProvisionReader reader;
  private final EcmForm form;
  private final long maxCompTime;
  private final RefusedProvision refused;
  private final StreamComplaints complaints;
  private final ChannelFigures figures;
  private int parked;

  ChannelStreams(ScsLink link, StreamMachine machine, ChannelGrant grant) {
    this.link = link;
    this.machine = machine;
    this.grant = grant;
    this.reader = new ProvisionReader(link.loop(), grant);
    this.form = EcmForm.of(grant.settings().terms().form());
    this.refused = new RefusedProvision(link.notes(), grant);
    this.complaints = new StreamComplaints(link.notes(), grant.settings().terms());
    this.maxCompTime = grant.settings().maxCompTime().toNanos();
    this.figures = link.listener().figures().channel(grant);
  }

  int size() {
    return streams.size();
  }

  /** True while a provision waits for a profile. */
  boolean hasParked() {
    return parked > 0;
  }

  /** Handles a message about a stream of this channel. */
  void received(EcmgStreamMessage message, long arrival) {
    EcmStream stream = streams.get(message.ecmStreamId());
    StreamState state = stream == null ? StreamState.NONE : stream.state();
    StreamMachine.Reaction reaction = machine.react(state, eventOf(message));
    switch (reaction.action()) {
      case IGNORE -> {}
      case NOTE -> note(message);
      case SET_UP -> setUp((StreamSetup) message);
      case SET_UP_AGAIN -> setUpAgain(requireNonNull(stream), (StreamSetup) message);
      case ANSWER_STATUS -> answerStatus(stream, message);
      case ANSWER_CLOSE -> answerClose(stream, message);
      case REFUSE_IN_USE -> {
        say(ExplanationCode.STREAM_IN_USE, message, message.ecmStreamId());
        refuse(message, EcmgErrorStatus.ECM_STREAM_ID_IN_USE);
      }
      case REFUSE_UNKNOWN -> {
        complaints.unknown(message, streams.size());
        refuse(message, EcmgErrorStatus.UNKNOWN_ECM_STREAM_ID);
      }
      case IMPLY_AND_ISSUE -> implyAndIssue((CwProvision) message, arrival);
      case ISSUE -> issue(requireNonNull(stream), (CwProvision) message, arrival);
      case REPLACE_AND_ISSUE -> {
        giveUp(requireNonNull(stream), reaction.next());
        issue(stream, (CwProvision) message, arrival);
      }
      case DROP -> {
        note(message);
        forget(requireNonNull(stream));
      }
      case ISSUE_PARKED, PARK, GIVE_UP ->
          throw new IllegalStateException(reaction.action() + " is no answer to a message");
    }
  }

  /** The issuer came or published other routes: parked provisions are tried again. */
  void routesChanged() {
    streams.forEach(stream -> tell(stream, StreamEvent.ROUTES_CHANGED, null));
  }

  /** Gives provisions up that waited too long. */
  void checkParked(long now) {
    long patience = (long) (maxCompTime * PATIENCE);
    streams.forEach(
        stream -> {
          Provision provision = stream.parked();
          if (provision != null && now - provision.arrival() >= patience) {
            tell(stream, StreamEvent.WAITED_TOO_LONG, null);
          }
        });
  }

  /** Gives every waiting provision up: the listener stops. */
  void giveUpParked() {
    streams.forEach(
        stream -> {
          if (stream.parked() != null) {
            tell(stream, StreamEvent.WAITED_TOO_LONG, null);
          }
        });
  }

  void sweepAlarms(long now) {
    streams.forEach(stream -> stream.alarms().sweep(stream.watch(), now));
  }

  /** The channel is gone, and its streams with it. */
  void drop() {
    streams.forEach(stream -> tell(stream, StreamEvent.CHANNEL_GONE, null));
  }

  private static StreamEvent eventOf(EcmgStreamMessage message) {
    return switch (message.type()) {
      case STREAM_SETUP -> StreamEvent.SETUP;
      case STREAM_TEST -> StreamEvent.TEST;
      case STREAM_STATUS -> StreamEvent.STATUS;
      case STREAM_CLOSE_REQUEST -> StreamEvent.CLOSE_REQUEST;
      case STREAM_ERROR ->
          ((StreamError) message).errorStatus() == EcmgErrorStatus.UNRECOVERABLE_ERROR.code()
              ? StreamEvent.FATAL_ERROR
              : StreamEvent.ERROR;
      case CW_PROVISION -> StreamEvent.PROVISION;
      case CHANNEL_SETUP,
          CHANNEL_TEST,
          CHANNEL_STATUS,
          CHANNEL_CLOSE,
          CHANNEL_ERROR,
          STREAM_CLOSE_RESPONSE,
          ECM_RESPONSE ->
          throw new IllegalArgumentException(message.type() + " does not come from an SCS");
    };
  }

  /** What happens to a stream without a message. */
  private void tell(EcmStream stream, StreamEvent event, @Nullable Provision provision) {
    StreamMachine.Reaction reaction = machine.react(stream.state(), event);
    switch (reaction.action()) {
      case IGNORE -> {}
      case PARK -> park(stream, requireNonNull(provision), reaction.next());
      case GIVE_UP -> giveUp(stream, reaction.next());
      case ISSUE_PARKED -> {
        Provision waited = unpark(stream, reaction.next());
        deliver(stream, waited);
      }
      case DROP -> forget(stream);
      case NOTE,
          SET_UP,
          SET_UP_AGAIN,
          ANSWER_STATUS,
          ANSWER_CLOSE,
          REFUSE_IN_USE,
          REFUSE_UNKNOWN,
          ISSUE,
          IMPLY_AND_ISSUE,
          REPLACE_AND_ISSUE ->
          throw new IllegalStateException(reaction.action() + " needs a message");
    }
  }

  private void note(EcmgStreamMessage message) {
    if (message instanceof StreamError error) {
      String text =
          "channel %d, stream %d: error_status 0x%04X"
              .formatted(error.ecmChannelId(), error.ecmStreamId(), error.errorStatus());
      link.received(text);
      link.notes().peerError(error, error.errorStatus());
    }
  }

  private void say(ExplanationCode code, @Nullable EcmgStreamMessage about, Object... arguments) {
    link.notes().say(code, about, arguments);
  }

  private void setUp(StreamSetup setup) {
    Refusal refusal = objection(setup);
    if (refusal == null && !link.listener().takeStream()) {
      refusal = Refusal.of(EcmgErrorStatus.TOO_MANY_STREAMS_ON_ECMG);
    }
    if (refusal != null) {
      complaints.refused(setup, refusal);
      link.refuseStream(setup.version(), setup.ecmChannelId(), setup.ecmStreamId(), refusal);
      return;
    }
    EcmStream stream = open(setup.ecmStreamId(), setup.ecmId());
    stream.watch().declare(setup.nominalCpDuration());
    answerStatus(stream, setup);
  }

  private @Nullable Refusal objection(StreamSetup setup) {
    int most = grant.settings().terms().maxStreams();
    if (most > 0 && streams.size() >= most) {
      return Refusal.of(EcmgErrorStatus.TOO_MANY_STREAMS_ON_CHANNEL);
    }
    if (!grant.settings().rules().strict()) {
      return null;
    }
    if (setup.nominalCpDuration() < grant.settings().terms().minCpDuration()) {
      return Refusal.of(
          EcmgErrorStatus.INVALID_PARAMETER_VALUE, EcmgParameters.NOMINAL_CP_DURATION);
    }
    return isEcmIdInUse(setup.ecmId()) ? Refusal.of(EcmgErrorStatus.ECM_ID_IN_USE) : null;
  }

  private boolean isEcmIdInUse(OptionalInt ecmId) {
    boolean[] found = new boolean[1];
    if (ecmId.isPresent()) {
      streams.forEach(stream -> found[0] |= stream.ecmId().equals(ecmId));
    }
    return found[0];
  }

  private EcmStream open(int streamId, OptionalInt ecmId) {
    String subject =
        "ecmg %s, %s, channel %d, stream %d"
            .formatted(link.listener().settings().name(), link.peer(), grant.channelId(), streamId);
    EcmStream stream =
        new EcmStream(
            streamId,
            ecmId,
            new StreamAlarms(link.listener().alarms(), subject, grant.timingSensitive()),
            link.listener().figures().open(figures, streamId, link.loop().now()));
    streams.put(stream);
    link.listener().counters().count(Counter.STREAMS);
    return stream;
  }

  private void setUpAgain(EcmStream stream, StreamSetup setup) {
    stream.rename(setup.ecmId());
    stream.watch().declare(setup.nominalCpDuration());
    answerStatus(stream, setup);
  }

  private void answerStatus(@Nullable EcmStream stream, EcmgStreamMessage message) {
    OptionalInt ecmId = stream == null ? OptionalInt.empty() : stream.ecmId();
    link.send(
        StreamStatus.of(
            message.version(), message.ecmChannelId(), message.ecmStreamId(), ecmId, true));
  }

  private void answerClose(@Nullable EcmStream stream, EcmgStreamMessage message) {
    if (stream != null) {
      forget(stream);
    }
    link.send(
        StreamCloseResponse.of(message.version(), message.ecmChannelId(), message.ecmStreamId()));
  }

  private void refuse(EcmgStreamMessage message, EcmgErrorStatus status) {
    link.refuseStream(
        message.version(), message.ecmChannelId(), message.ecmStreamId(), Refusal.of(status));
  }

  private void implyAndIssue(CwProvision message, long arrival) {
    if (link.listener().takeStream()) {
      issue(open(message.ecmStreamId(), OptionalInt.empty()), message, arrival);
    } else {
      say(ExplanationCode.LIMIT_REACHED, message, "CW_provision", "maxStreamsTotal");
      refuse(message, EcmgErrorStatus.TOO_MANY_STREAMS_ON_ECMG);
    }
  }

  private void issue(EcmStream stream, CwProvision message, long arrival) {
    link.listener().counters().count(Counter.PROVISIONS);
    long now = link.loop().now();
    figures.provisioned(stream.figures(), now);
    long waited = now - arrival;
    if (waited > maxCompTime) {
      say(ExplanationCode.TOO_LATE, null, waited / NANOS_PER_MS, maxCompTime / NANOS_PER_MS);
      link.listener().counters().count(Counter.OVERLOADED);
      refuse(message, EcmgErrorStatus.OUT_OF_COMPUTATIONAL_RESOURCES);
      return;
    }
    if (stream.watch().jumpsTo(message.cpNumber())) {
      int before = stream.watch().lastCpNumber();
      say(ExplanationCode.CP_JUMP, message, stream.id(), before, message.cpNumber());
    }
    ProvisionReading reading = reader.read(stream, message, arrival);
    if (reading instanceof Provision provision) {
      stream.alarms().afterProvision(stream.watch());
      deliver(stream, provision);
    } else if (reading instanceof Refusal refusal) {
      refused.byReader(message, refusal);
      link.refuseStream(message.version(), message.ecmChannelId(), message.ecmStreamId(), refusal);
    }
  }

  private void deliver(EcmStream stream, Provision provision) {
    EcmResult result;
    try {
      result = link.loop().issue(provision.request());
    } catch (RuntimeException e) {
      if (link.listener().logBudget().allows()) {
        LOG.error("The issuer failed on a CW_provision of {}", link.peer(), e);
      }
      refuse(stream, provision, Refusal.of(EcmgErrorStatus.UNKNOWN_ERROR));
      return;
    }
    if (result instanceof EcmResult.Issued issued) {
      respond(stream, provision, issued);
    } else if (result instanceof EcmResult.Refused no) {
      Refusal refusal = Refusal.of(no.reason());
      refused.byIssuer(provision.request(), refusal);
      refuse(stream, provision, refusal);
    } else {
      tell(stream, StreamEvent.UNAVAILABLE, provision);
    }
  }

  private void respond(EcmStream stream, Provision provision, EcmResult.Issued issued) {
    try {
      byte[] datagram = link.loop().datagramScratch();
      int length = form.write(issued.ecm(), datagram);
      provision.wipe();
      long answerTime = link.loop().now() - provision.arrival();
      figures.answered(answerTime);
      link.sendEcm(
          EcmResponse.of(
              provision.version(),
              provision.channelId(),
              stream.id(),
              provision.request().cpNumber(),
              datagram,
              0,
              length),
          answerTime);
    } catch (TsFormatException e) {
      if (link.listener().logBudget().allows()) {
        LOG.error("The profile's ECM for {} is no section: {}", link.peer(), e.getMessage());
      }
      refuse(stream, provision, Refusal.of(EcmgErrorStatus.UNKNOWN_ERROR));
    }
  }

  private void refuse(EcmStream stream, Provision provision, Refusal refusal) {
    provision.wipe();
    link.refuseStream(provision.version(), provision.channelId(), stream.id(), refusal);
  }

  private void park(EcmStream stream, Provision provision, StreamState next) {
    link.listener().counters().count(Counter.PARKED);
    figures.parked();
    stream.park(provision);
    stream.become(next);
    parked++;
  }

  private Provision unpark(EcmStream stream, StreamState next) {
    stream.become(next);
    parked--;
    return requireNonNull(stream.unpark());
  }

  private void giveUp(EcmStream stream, StreamState next) {
    Provision waited = unpark(stream, next);
    long since = (link.loop().now() - waited.arrival()) / NANOS_PER_MS;
    say(ExplanationCode.NO_PROFILE, null, since);
    refuse(stream, waited, Refusal.of(EcmgErrorStatus.OUT_OF_COMPUTATIONAL_RESOURCES));
  }

  private void forget(EcmStream stream) {
    if (stream.parked() != null) {
      unpark(stream, StreamState.NONE).wipe();
    }
    stream.become(StreamState.NONE);
    complaints.closed(stream.id());
    stream.alarms().close();
    link.listener().figures().close(stream.figures());
    reader.forget(stream);
    streams.remove(stream.id());
    link.listener().releaseStream();
  }
}
