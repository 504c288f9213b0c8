package io.caskade.receivers.newcamd;

import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.receiverlistener.Protocol;
import java.security.SecureRandom;

/** The head-end's newcamd, for tests of its clients. */
public final class NewcamdTestAccess {
  private NewcamdTestAccess() {}

  public static Protocol protocol(DesKey key) {
    return new NewcamdProtocol(key, 0, ExtendedMode.AUTO, new SecureRandom());
  }
}
