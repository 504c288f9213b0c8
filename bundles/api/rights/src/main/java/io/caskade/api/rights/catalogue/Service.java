package io.caskade.api.rights.catalogue;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;

/**
 * A television or radio service and the products that open it.
 *
 * @param id 1 to 64 of {@code a-z 0-9 -}
 * @param serviceId DVB service_id, 0 to 65535
 * @param products any of them opens the service: its access criteria
 */
public record Service(
    NetworkId network,
    String id,
    long version,
    String name,
    int serviceId,
    ProductMask products,
    String notes)
    implements StoredRecord {
  @Override
  public RecordKind kind() {
    return RecordKind.SERVICE;
  }
}
