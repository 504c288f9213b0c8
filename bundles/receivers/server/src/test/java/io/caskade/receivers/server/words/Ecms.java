package io.caskade.receivers.server.words;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.OpenedEcm;
import java.nio.ByteBuffer;
import java.time.Instant;

/** ECMs of services as if opened: each period has a word of its own. */
public final class Ecms {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private Ecms() {}

  /** The ECM of a crypto period of a service: its word and the next. */
  public static OpenedEcm of(int service, long number, long time) {
    return of(time, word(service, number), word(service, number + 1), (number & 1) == 0);
  }

  public static OpenedEcm of(long time, long present, long next, boolean even) {
    return new OpenedEcm(
        Instant.ofEpochSecond(time),
        secret(even ? next : present),
        secret(even ? present : next),
        AccessCriteria.NONE);
  }

  private static ControlWord secret(long word) {
    return new ControlWord(ByteBuffer.allocate(Long.BYTES).putLong(word).array());
  }

  private static long word(int service, long number) {
    return (service * 1_000_003L + number + 1) * MIX;
  }
}
