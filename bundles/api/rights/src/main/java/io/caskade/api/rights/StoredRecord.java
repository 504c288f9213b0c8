package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import org.osgi.annotation.versioning.ProviderType;

/** Whatever is kept beside cards and networks: one row of a table of its kind. */
@ProviderType
public interface StoredRecord {
  /** Name of the network that stands for the head-end as a whole; never an operator's network. */
  NetworkId HEAD_END = new NetworkId("head-end");

  RecordKind kind();

  /** {@link #HEAD_END} for what belongs to no network. */
  NetworkId network();

  /** Unique in its kind and network, 1 to 64 characters. */
  String id();

  /** Grows by one with each change, from 1. */
  long version();
}
