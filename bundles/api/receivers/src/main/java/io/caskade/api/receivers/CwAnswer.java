package io.caskade.api.receivers;

import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.OpenedEcm;

/** What a client gets for an ECM. */
public sealed interface CwAnswer {
  /**
   * What the ECM holds; shared by all who ask for it, so nobody destroys its words. A receiver gets
   * the words alone; only a {@linkplain ReceiverSession#site() site} is told what they ask for.
   */
  record Found(OpenedEcm ecm) implements CwAnswer {
    public ControlWord even() {
      return ecm.even();
    }

    public ControlWord odd() {
      return ecm.odd();
    }
  }

  /** No control word. */
  record Denied(Refusal reason) implements CwAnswer {}
}
