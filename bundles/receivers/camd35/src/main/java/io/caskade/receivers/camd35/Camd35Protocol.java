package io.caskade.receivers.camd35;

import io.caskade.lib.camd35.Camd35Codec;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Conversation;
import io.caskade.lib.receiverlistener.Protocol;
import io.caskade.lib.receiverlistener.Transport;

/** camd35 on one port. Any thread. */
final class Camd35Protocol implements Protocol {
  private final Transport transport;
  private final TokenIndex tokens = new TokenIndex();

  Camd35Protocol(Transport transport) {
    this.transport = transport;
  }

  @Override
  public String name() {
    return switch (transport) {
      case TCP -> "cs378x";
      case UDP -> "camd35";
    };
  }

  @Override
  public int longestMessage() {
    return Camd35Codec.LONGEST;
  }

  @Override
  public Conversation open(Connection connection) {
    return new Camd35Conversation(transport, tokens, connection);
  }
}
