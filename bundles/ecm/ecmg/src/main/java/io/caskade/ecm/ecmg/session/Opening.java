package io.caskade.ecm.ecmg.session;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.SuperCasId;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel_setup until it is decided: whether its super_CAS_id is served, whether the listener
 * fits the profile, whether the ECM_channel_id is free (strict listeners) and there is room. It
 * waits when there is no issuer to ask, or when another connection must first prove itself alive.
 * Confined to the session's loop.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  /** How long a channel_setup may wait; peers give up after 5 s. */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(4);

  private final ScsSession session;
  private final ListenerContext listener;
  private final SessionLoop loop;
  private @Nullable ChannelSetup setup;
  private long deadline;
  private boolean claiming;
  private String rival = "";
  private boolean holdsChannel;
  private int heldId = -1;

  Opening(ScsSession session, ListenerContext listener, SessionLoop loop) {
    this.session = session;
    this.listener = listener;
    this.loop = loop;
  }

  /** The message that waits to be decided. */
  @Nullable ChannelSetup setup() {
    return setup;
  }

  void begin(ChannelSetup message) {
    setup = message;
    claiming = false;
    deadline = loop.now() + PATIENCE;
    check();
  }

  boolean isOverdue(long now) {
    return setup != null && now - deadline >= 0;
  }

  /** Decides, or waits on. */
  void check() {
    ChannelSetup message = requireNonNull(setup);
    Admission admission =
        Admission.of(
            loop,
            listener.settings(),
            new SuperCasId(message.superCasId()),
            message.version(),
            message.ecmChannelId());
    if (admission instanceof Admission.Denied denied) {
      log(denied);
      session.declined(denied.refusal());
    } else if (admission instanceof Admission.Granted granted) {
      take(message, granted.grant());
    } else {
      loop.waits(session);
    }
  }

  /** Who holds the ECM_channel_id that was asked for, {@code host:port}. */
  String rival() {
    return rival;
  }

  /** It is decided, or given up. */
  void end() {
    setup = null;
    claiming = false;
  }

  /** The channel is gone: others may have its id. */
  void release() {
    if (holdsChannel) {
      holdsChannel = false;
      listener.releaseChannel();
    }
    if (heldId >= 0) {
      listener.channelIds().release(heldId, session);
      heldId = -1;
    }
  }

  private void take(ChannelSetup message, ChannelGrant grant) {
    release();
    if (grant.settings().rules().strict()) {
      if (!listener.channelIds().take(grant.channelId(), session)) {
        claim(message);
        return;
      }
      heldId = grant.channelId();
    }
    holdsChannel = listener.takeChannel();
    if (holdsChannel) {
      session.admitted(message, grant);
    } else {
      release();
      session.declined(Refusal.of(EcmgErrorStatus.TOO_MANY_CHANNELS));
    }
  }

  /** Asks the holder of the id to prove itself alive; both may be on different loops. */
  private void claim(ChannelSetup message) {
    if (claiming) {
      return;
    }
    ScsSession holder = listener.channelIds().holder(message.ecmChannelId());
    if (holder == null) {
      check();
      return;
    }
    claiming = true;
    rival = holder.peer().address();
    loop.waits(session);
    holder
        .loop()
        .execute(
            () ->
                holder.challenge(
                    message.ecmChannelId(),
                    free -> loop.execute(() -> session.claimed(message, free))));
  }

  /** The verdict on the claim of {@code message}. */
  void claimed(ChannelSetup message, boolean free) {
    if (!message.equals(setup)) {
      return;
    }
    claiming = false;
    if (free) {
      check();
    } else {
      session.declined(Refusal.of(EcmgErrorStatus.ECM_CHANNEL_ID_IN_USE));
    }
  }

  private void log(Admission.Denied denied) {
    if (listener.logBudget().allows()) {
      LOG.warn(
          "ecmg {}: {} gets no channel: {}",
          listener.settings().name(),
          session.peer().address(),
          denied.refusal().text());
    }
  }
}
