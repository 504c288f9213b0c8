package io.caskade.lib.receiverlistener;

/** What carries a protocol. */
public enum Transport {
  TCP,
  /** One datagram is one message; a client is known by its address. */
  UDP
}
