package io.caskade.api.ecm;

/** What became of an ECM that was to be opened. */
public sealed interface EcmOpening {
  /** It is one of ours. */
  record Opened(OpenedEcm ecm) implements EcmOpening {}

  /** Another profile, another key, or damaged. */
  record Foreign() implements EcmOpening {}

  /** No profile serves the network at this moment. */
  record Unavailable() implements EcmOpening {}
}
