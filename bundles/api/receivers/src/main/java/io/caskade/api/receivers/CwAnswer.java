package io.caskade.api.receivers;

import io.caskade.api.ecm.ControlWord;

/** What a client gets for an ECM. */
public sealed interface CwAnswer {
  /** Both control words; shared by all who ask for this ECM, so nobody destroys them. */
  record Found(ControlWord even, ControlWord odd) implements CwAnswer {}

  /** No control word. */
  record Denied(Refusal reason) implements CwAnswer {}
}
