package io.caskade.api.receivers;

/** What becomes of a client at the door. */
public sealed interface Entry {
  /** It may ask; whoever entered closes the session. */
  record Admitted(ReceiverSession session) implements Entry {}

  /** It is sent away. */
  record Turned(Refusal reason) implements Entry {}
}
