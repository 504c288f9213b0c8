package io.caskade.ecm.issuer;

import java.io.IOException;
import java.util.Map;

/** Where pins last: profile name to version. */
public interface PinStore {
  /** Pins of the last run; empty when there are none or they cannot be read. */
  Map<String, String> load();

  void save(Map<String, String> pins) throws IOException;

  /** Keeps nothing: for tools. */
  static PinStore none() {
    return new PinStore() {
      @Override
      public Map<String, String> load() {
        return Map.of();
      }

      @Override
      public void save(Map<String, String> pins) {}
    };
  }
}
