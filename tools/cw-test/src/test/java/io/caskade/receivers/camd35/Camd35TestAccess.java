package io.caskade.receivers.camd35;

import io.caskade.lib.receiverlistener.Protocol;
import io.caskade.lib.receiverlistener.Transport;

/** The head-end's camd35, for tests of its clients. */
public final class Camd35TestAccess {
  private Camd35TestAccess() {}

  public static Protocol protocol(Transport transport) {
    return new Camd35Protocol(transport);
  }
}
