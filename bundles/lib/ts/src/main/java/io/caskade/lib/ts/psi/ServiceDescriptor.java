package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import java.util.Optional;

/**
 * service_descriptor, tag 0x48 (ETSI EN 300 468, clause 6.2.33).
 *
 * @param serviceType 0..255, 1 digital television
 */
public record ServiceDescriptor(int serviceType, String provider, String name) {
  public static final int TAG = 0x48;

  public ServiceDescriptor {
    Ranges.within("service_type", serviceType, 0xFF);
  }

  /** Reads a descriptor; empty when it has another tag or a length in it lies. */
  public static Optional<ServiceDescriptor> from(Descriptor descriptor) {
    if (descriptor.tag() != TAG) {
      return Optional.empty();
    }
    ByteCursor cursor = new ByteCursor("service_descriptor", descriptor.data());
    try {
      return Optional.of(
          new ServiceDescriptor(
              cursor.u8(),
              DvbText.decode(cursor.part(cursor.u8()).rest()),
              DvbText.decode(cursor.part(cursor.u8()).rest())));
    } catch (TsFormatException e) {
      // Names are a courtesy: a broken one must not cost the table.
      return Optional.empty();
    }
  }

  /**
   * The descriptor; names outside ASCII are written in UTF-8.
   *
   * @throws IllegalArgumentException when both names together exceed 252 bytes
   */
  public Descriptor toDescriptor() {
    byte[] providerBytes = DvbText.encode(provider);
    byte[] nameBytes = DvbText.encode(name);
    ByteSink data =
        new ByteSink()
            .u8(serviceType)
            .u8(providerBytes.length)
            .bytes(providerBytes)
            .u8(nameBytes.length)
            .bytes(nameBytes);
    return new Descriptor(TAG, data.toByteArray());
  }
}
