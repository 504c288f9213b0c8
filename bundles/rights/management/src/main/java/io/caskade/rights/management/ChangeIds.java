package io.caskade.rights.management;

import io.caskade.api.rights.Caller;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Ids of changes: UUID version 7 (RFC 9562, 5.7), so that the journal's key grows at its end
 * instead of everywhere. A request that names itself names its changes, so that doing it again
 * changes nothing.
 */
@Component(service = ChangeIds.class)
public final class ChangeIds {
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Made by Declarative Services. */
  @Activate
  public ChangeIds() {
    this(InstantSource.system(), new SecureRandom());
  }

  public ChangeIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new id. */
  public UUID next() {
    long time = clock.millis() << 16;
    long version = 0x7000L | random.nextLong(0x1000L);
    long variant = 0x8000_0000_0000_0000L | random.nextLong(1L << 62);
    return new UUID(time | version, variant);
  }

  /** The id of the only or first change of a call. */
  public UUID of(Caller caller) {
    return caller.request().orElseGet(this::next);
  }

  /** The id of a later change of the same call, {@code index} from 1. */
  public UUID of(Caller caller, int index) {
    return caller.request().map(request -> derived(request, index)).orElseGet(this::next);
  }

  private static UUID derived(UUID request, int index) {
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(20)
            .putLong(request.getMostSignificantBits())
            .putLong(request.getLeastSignificantBits())
            .putInt(index)
            .array());
  }
}
