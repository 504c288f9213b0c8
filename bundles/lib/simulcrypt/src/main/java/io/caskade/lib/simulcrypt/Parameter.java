package io.caskade.lib.simulcrypt;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * One parameter as it stands on the wire.
 *
 * @param type parameter_type, 0..65535
 * @param value read-only view of the value
 */
public record Parameter(int type, ByteBuffer value) {

  /** True for 0x8000..0xFFFF, whose meaning the two peers agree on by themselves. */
  public boolean isUserDefined() {
    return type >= Pdu.FIRST_USER_DEFINED;
  }

  /** Type and length; the value may be secret. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "0x%04X (%d bytes)", type, value.remaining());
  }
}
