package io.caskade.lib.receiverlistener;

/** What a listener speaks. Any thread. */
public interface Protocol {
  /** As in {@link io.caskade.api.receivers.Entrance#protocol()}, for example {@code newcamd}. */
  String name();

  /** Most bytes that a conversation may leave unused; a client that sends more is closed. */
  int longestMessage();

  /** For a client that has connected; not used before {@link Conversation#opened()}. */
  Conversation open(Connection connection);
}
