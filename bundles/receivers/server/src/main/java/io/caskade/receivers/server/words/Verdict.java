package io.caskade.receivers.server.words;

import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.Refusal;

/** What became of an ECM, before anybody's rights are looked at. */
public sealed interface Verdict {
  /**
   * It is one of ours.
   *
   * @param answer the same for all whom it may be given to
   */
  record Words(OpenedEcm ecm, ChainedEcm place, CwAnswer.Found answer) implements Verdict {}

  /** Nobody gets words for it. */
  record Closed(Refusal reason) implements Verdict {}
}
