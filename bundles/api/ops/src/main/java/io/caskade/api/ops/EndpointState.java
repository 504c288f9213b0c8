package io.caskade.api.ops;

/** State of an endpoint. */
public enum EndpointState {
  STOPPED,
  /** Trying to bind or to connect. */
  STARTING,
  RUNNING,
  /** Cannot work until somebody changes something; the detail says what. */
  FAILED
}
