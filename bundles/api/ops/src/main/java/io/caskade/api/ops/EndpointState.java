package io.caskade.api.ops;

/** State of an endpoint. */
public enum EndpointState {
  STOPPED,
  /** Trying to bind or to connect. */
  STARTING,
  RUNNING,
  /** Ready, while another node does the work; the detail says which. */
  STANDBY,
  /** Cannot work until somebody changes something; the detail says what. */
  FAILED
}
