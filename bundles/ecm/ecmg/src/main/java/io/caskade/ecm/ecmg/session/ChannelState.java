package io.caskade.ecm.ecmg.session;

/** Where the one channel of a connection stands. */
enum ChannelState {
  /** No channel; the connection stays. */
  NONE,
  /** A channel_setup waits: for the issuer, or for another connection to prove itself alive. */
  OPENING,
  OPEN
}
