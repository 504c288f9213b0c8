package io.caskade.api.receivers;

import io.caskade.api.ecm.OpenedEcm;

/** What came of an ECM that a core of the operator's was asked to open. */
public sealed interface CoreAnswer {
  /** The words, and what a card needs to have them: whoever asked decides by it. */
  record Opened(OpenedEcm ecm) implements CoreAnswer {}

  /** A core says that it is none of the operator's: another key, or damaged. */
  record Foreign() implements CoreAnswer {}

  /** No core can be asked, or none that can be asked serves it. */
  record Away() implements CoreAnswer {}

  /** A core was asked and did not answer in time. */
  record Slow() implements CoreAnswer {}
}
