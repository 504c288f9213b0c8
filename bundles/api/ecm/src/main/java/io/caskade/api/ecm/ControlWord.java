package io.caskade.api.ecm;

import io.caskade.api.base.Secret;

/** The key of one crypto period: 8 bytes for DVB-CSA, 16 for DVB-CISSA. Carried unchanged. */
public final class ControlWord extends Secret {
  /** Copies the bytes; the caller wipes its own array. */
  public ControlWord(byte[] bytes) {
    super(bytes);
  }
}
