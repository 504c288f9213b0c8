package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a session sends to its SCS, and what faces are told about it. Sending happens on the
 * session's loop; the figures are read by any thread.
 */
final class ScsLink {
  private final String peer;
  private final SessionLoop loop;
  private final ListenerContext listener;
  private final Outbox outbox;
  private final SessionNotes notes;
  private final AtomicLong ecms = new AtomicLong();
  private volatile String lastError = "";

  /**
   * @param peer {@code host:port}
   */
  ScsLink(String peer, SessionLoop loop, ListenerContext listener, Outbox outbox) {
    this.peer = peer;
    this.loop = loop;
    this.listener = listener;
    this.outbox = outbox;
    this.notes = new SessionNotes(peer, listener);
  }

  String peer() {
    return peer;
  }

  SessionLoop loop() {
    return loop;
  }

  ListenerContext listener() {
    return listener;
  }

  Outbox outbox() {
    return outbox;
  }

  SessionNotes notes() {
    return notes;
  }

  void send(EcmgMessage message) {
    outbox.send(message.pdu());
  }

  void sendEcm(EcmgMessage response, long answerTime) {
    outbox.send(response.pdu());
    ecms.lazySet(ecms.get() + 1); // one writer
    listener.counters().count(Counter.ECMS);
    listener.answerTimes().record(answerTime);
  }

  void refuseChannel(int version, int channelId, Refusal refusal) {
    sent("channel " + channelId + ": " + refusal.text());
    listener.figures().refused(refusal.status());
    send(
        ChannelError.of(version, channelId, refusal.status(), refusal.information().toByteArray()));
  }

  void refuseStream(int version, int channelId, int streamId, Refusal refusal) {
    sent("channel " + channelId + ", stream " + streamId + ": " + refusal.text());
    listener.figures().refused(refusal.status());
    send(
        StreamError.of(
            version, channelId, streamId, refusal.status(), refusal.information().toByteArray()));
  }

  /** Keeps what went wrong for the faces. */
  void sent(String error) {
    listener.counters().count(Counter.ERRORS_SENT);
    lastError = error;
  }

  /** Keeps what the SCS complained about. */
  void received(String error) {
    listener.counters().count(Counter.ERRORS_RECEIVED);
    lastError = "from the SCS: " + error;
  }

  long ecms() {
    return ecms.get();
  }

  /** Empty when there was none. */
  String lastError() {
    return lastError;
  }
}
