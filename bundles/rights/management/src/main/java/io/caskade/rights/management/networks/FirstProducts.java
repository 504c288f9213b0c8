package io.caskade.rights.management.networks;

import io.caskade.api.base.Network;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordChange;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.rights.management.ChangeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The 32 products that a network of TVCAS3 cards has from the start: one for each bit. */
final class FirstProducts {
  private static final String PROFILE = "tvcas3";

  private final ChangeIds ids;

  FirstProducts(ChangeIds ids) {
    this.ids = ids;
  }

  static boolean wanted(Network network) {
    return network.profile().equals(PROFILE);
  }

  /** Adds those whose bit is not among the present ones. */
  List<StateChange> add(Caller caller, Instant now, Network network, Set<Integer> present) {
    var changes = new ArrayList<StateChange>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if (!present.contains(bit)) {
        var product = new Product(network.id(), bit, 1, "Package " + bit, "");
        changes.add(
            new RecordChange(
                ids.of(caller, bit + 1),
                now,
                caller.actor(),
                "ADD",
                null,
                product,
                Map.of(),
                true));
      }
    }
    return changes;
  }
}
