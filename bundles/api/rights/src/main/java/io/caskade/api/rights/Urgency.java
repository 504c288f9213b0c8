package io.caskade.api.rights;

/** How a change queues for the air: single changes overtake bulk jobs. */
public enum Urgency {
  SINGLE,
  BULK
}
