package io.caskade.rights.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The regions of one network as short codes, in the order of their coming. Immutable. */
final class Regions {
  /** Codes have 21 bits. */
  static final int LIMIT = 1 << 21;

  static final Regions EVERYWHERE = new Regions(List.of(""));

  private final List<String> names;
  private final Map<String, Integer> codes;

  private Regions(List<String> names) {
    this.names = List.copyOf(names);
    codes = new HashMap<>(names.size() * 2);
    for (int code = 0; code < names.size(); code++) {
      codes.put(names.get(code), code);
    }
  }

  static Regions of(List<String> names) {
    if (names.size() > LIMIT) {
      throw new IllegalArgumentException("more than " + LIMIT + " regions");
    }
    return new Regions(names);
  }

  List<String> names() {
    return names;
  }

  String name(int code) {
    return names.get(code);
  }

  /** The code of a region that is known. */
  int code(String name) {
    Integer code = codes.get(name);
    if (code == null) {
      throw new IllegalArgumentException("unknown region " + name);
    }
    return code;
  }

  /** These regions and whichever of the batch are new. */
  Regions with(List<KeyedCard> batch) {
    List<String> wider = null;
    var seen = new HashMap<String, Boolean>();
    for (KeyedCard row : batch) {
      String region = row.card().region();
      if (!codes.containsKey(region) && seen.put(region, true) == null) {
        wider = wider == null ? new ArrayList<>(names) : wider;
        wider.add(region);
      }
    }
    return wider == null ? this : of(wider);
  }
}
