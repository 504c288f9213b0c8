package io.caskade.api.rights.catalogue;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.util.Locale;

/**
 * A product (package). In a network of TVCAS3 cards each is one bit of the mask, and all 32 exist
 * from the start.
 *
 * @param bit 0 to 31
 * @param name up to 190 characters
 */
public record Product(NetworkId network, int bit, long version, String name, String notes)
    implements StoredRecord {
  @Override
  public RecordKind kind() {
    return RecordKind.PRODUCT;
  }

  /** The bit in two digits: {@code 00} to {@code 31}. */
  @Override
  public String id() {
    return String.format(Locale.ROOT, "%02d", bit);
  }
}
