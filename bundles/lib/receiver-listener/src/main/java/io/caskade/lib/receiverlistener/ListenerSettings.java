package io.caskade.lib.receiverlistener;

/**
 * Settings that all protocols share.
 *
 * @param pid of the factory, for example {@code io.caskade.receivers.newcamd}
 * @param name of this listener
 * @param host address or name to bind
 * @param port 0 to 65535; 0 takes any that is free
 * @param transport what it is bound to; frames are the protocol's matter
 */
public record ListenerSettings(
    String pid, String name, String host, int port, Transport transport, Limits limits) {
  /** What the listener is called in errors: its configuration. */
  String place() {
    return pid + "-" + name;
  }

  boolean samePlace(ListenerSettings other) {
    return transport == other.transport && port == other.port && host.equals(other.host);
  }
}
