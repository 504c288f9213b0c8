package io.caskade.api.keys;

import io.caskade.api.base.Secret;

/**
 * The operator's key for ECMs. TVCAS3: 32 bytes, the first half for even crypto periods (table_id
 * 0x80), the second for odd ones (0x81); see tvcas3 chapters 2.3 and 4.2.
 */
public final class EcmKey extends Secret {
  /** Copies the bytes; the caller wipes its own array. */
  public EcmKey(byte[] bytes) {
    super(bytes);
  }
}
