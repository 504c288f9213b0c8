package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.SuperCasId;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import java.util.OptionalInt;

/** Says why a message does not fit the channel of its connection. Confined to the loop. */
final class ChannelComplaints {
  private final SessionNotes notes;
  private final SessionLoop loop;
  private OptionalInt closed = OptionalInt.empty();

  ChannelComplaints(SessionNotes notes, SessionLoop loop) {
    this.notes = notes;
    this.loop = loop;
  }

  /** A channel was closed; later messages for it are late, not without set-up. */
  void closed(OptionalInt channelId) {
    closed = channelId.isPresent() ? channelId : closed;
  }

  /**
   * A channel_setup that is refused.
   *
   * @param rival who holds its ECM_channel_id, {@code host:port}
   */
  void declined(ChannelSetup message, Refusal refusal, String rival) {
    if (refusal.status() == EcmgErrorStatus.UNKNOWN_SUPER_CAS_ID.code()) {
      SuperCasId wanted = new SuperCasId(message.superCasId());
      notes.say(ExplanationCode.CAS_UNKNOWN, message, wanted, loop.caSystemIds());
    } else if (refusal.status() == EcmgErrorStatus.ECM_CHANNEL_ID_IN_USE.code()) {
      notes.say(ExplanationCode.CHANNEL_IN_USE, message, message.ecmChannelId(), rival);
    } else if (refusal.status() == EcmgErrorStatus.TOO_MANY_CHANNELS.code()) {
      notes.say(ExplanationCode.LIMIT_REACHED, message, "channel_setup", "maxChannels");
    } else {
      notes.say(ExplanationCode.REFUSED_BY_HEADEND, message, "channel_setup", refusal.text());
    }
  }

  /**
   * A message for no channel, or for another one.
   *
   * @param open ECM_channel_id that is open or being opened
   */
  void unfit(EcmgMessage message, OptionalInt open) {
    String name = message.type().row().name();
    int id = message.ecmChannelId();
    if (message instanceof ChannelSetup) {
      notes.say(ExplanationCode.CHANNEL_SETUP_TWICE, message, id, open.orElse(id));
    } else if (open.isPresent() && open.getAsInt() != id) {
      notes.say(ExplanationCode.CHANNEL_OTHER, message, name, id, open.getAsInt());
    } else if (closed.equals(OptionalInt.of(id))) {
      notes.say(ExplanationCode.CHANNEL_CLOSED, message, name, id);
    } else {
      notes.say(ExplanationCode.CHANNEL_NOT_OPEN, message, name, id);
    }
  }
}
