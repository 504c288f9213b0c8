package io.caskade.api.base;

import java.util.Locale;

/** super_CAS_id: CA_system_id in the upper 16 bits, CA_subsystem_id in the lower (TS 103 197). */
public record SuperCasId(int value) {

  public static SuperCasId of(int caSystemId, int caSubsystemId) {
    return new SuperCasId(caSystemId << 16 | caSubsystemId & 0xFFFF);
  }

  /** 0..65535. */
  public int caSystemId() {
    return value >>> 16;
  }

  /** 0..65535. */
  public int caSubsystemId() {
    return value & 0xFFFF;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "0x%08X", value);
  }
}
