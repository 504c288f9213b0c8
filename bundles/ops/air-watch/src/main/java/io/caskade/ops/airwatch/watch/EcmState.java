package io.caskade.ops.airwatch.watch;

/** What became of the present ECM of a service. */
enum EcmState {
  /** None came yet, or none can be found. */
  NONE,
  /** The head-end has no key or no profile for the network, so nobody can say. */
  NO_KEY,
  OPEN,
  /** It is not an ECM under the network's key. */
  CLOSED
}
