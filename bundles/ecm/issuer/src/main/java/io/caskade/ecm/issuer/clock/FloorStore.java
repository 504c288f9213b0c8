package io.caskade.ecm.issuer.clock;

import java.io.IOException;
import java.util.OptionalLong;

/** Where the floor of the ECM time lasts. */
public interface FloorStore {
  /** Seconds since 1970; empty when there is none or it cannot be read. */
  OptionalLong load();

  void save(long seconds) throws IOException;
}
