package io.caskade.ecm.issuer;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.Entitled;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.OpenedEcm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes and the table that they read. Changed under the issuer's lock; what it returns is sent
 * through the lanes after the lock was let go.
 */
final class Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

  private final PublishedTable published = new PublishedTable();
  private final List<Lane> lanes = new ArrayList<>();
  private final RouteBuilder builder;
  private final LongSupplier ecmSeconds;
  private final RateLimit faults;
  private List<AlarmBook.Complaint> complaints = List.of();

  Publisher(RouteBuilder builder, LongSupplier ecmSeconds, RateLimit faults) {
    this.builder = builder;
    this.ecmSeconds = ecmSeconds;
    this.faults = faults;
  }

  /** The table that lanes read now; any thread. */
  RouteTable table() {
    return published.get();
  }

  IssuingLane openIssuing(LaneOwner owner, Consumer<Lane> onClose) {
    return enter(new IssuingLane(freeIndex(), owner, published, ecmSeconds, faults, onClose));
  }

  OpenerLane openOpening(LaneOwner owner, Consumer<Lane> onClose) {
    return enter(new OpenerLane(freeIndex(), owner, published, faults, onClose));
  }

  private <L extends Lane> L enter(L lane) {
    if (lane.index() == lanes.size()) {
      lanes.add(lane);
    } else {
      lanes.set(lane.index(), lane);
    }
    return lane;
  }

  /** An index is free when the loop of its last owner is known to be out of it. */
  private int freeIndex() {
    for (Lane lane : lanes) {
      if (lane.isDrained()) {
        return lane.index();
      }
    }
    return lanes.size();
  }

  void shutAll() {
    lanes.forEach(Lane::shut);
  }

  /**
   * Builds the next table and publishes it when it differs.
   *
   * @return what to send through the lanes, empty when nothing changed
   */
  List<Barrier.Passage> publish(List<Network> networks, @Nullable KeySource keys) {
    LaneUse[] uses = new LaneUse[lanes.size()];
    for (Lane lane : lanes) {
      uses[lane.index()] = lane.use();
    }
    RouteTable before = published.get();
    RouteBuilder.Built built = builder.build(networks, before, uses, keys);
    complaints = built.complaints();
    if (built.table().isSame(before)) {
      return List.of();
    }
    published.set(built.table());
    return passages(retired(before, built.table()), true);
  }

  /** An empty task for every lane, behind everything that was sent before. */
  List<Barrier.Passage> everyLane() {
    return passages(Map.of(), false);
  }

  /** As {@link io.caskade.api.ecm.EcmOpenings#entitles}; any thread. */
  Entitled entitles(NetworkId network, CardRights rights, OpenedEcm ecm) {
    if (!(published.get().find(network) instanceof Route.Serving serving)) {
      return Entitled.UNDECIDED;
    }
    try {
      return serving.candidate().profile().entitles(rights, ecm) ? Entitled.YES : Entitled.NO;
    } catch (RuntimeException | LinkageError e) {
      long heldBack = faults.pass();
      if (heldBack != RateLimit.HELD_BACK) {
        LOG.error(
            "Profile {} failed to judge an ECM of network {}: {} ({} more since the last such"
                + " message). Its receiver gets no control words.",
            serving.candidate().label(),
            network,
            Fault.bareText(e),
            heldBack);
      }
      return Entitled.NO;
    }
  }

  /** What is wrong with the present table. */
  List<AlarmBook.Complaint> complaints() {
    return complaints;
  }

  /** Workers that the new table no longer has, by lane. */
  private Map<Lane, List<Confined>> retired(RouteTable before, RouteTable after) {
    var retired = new HashMap<Lane, List<Confined>>();
    for (Lane lane : lanes) {
      Set<Confined> kept = Collections.newSetFromMap(new IdentityHashMap<>());
      kept.addAll(workers(after, lane.index()));
      List<Confined> old = workers(before, lane.index());
      retired.put(lane, old.stream().filter(worker -> !kept.contains(worker)).toList());
    }
    return retired;
  }

  private static List<Confined> workers(RouteTable table, int lane) {
    var workers = new ArrayList<Confined>();
    for (Route route : table.routes()) {
      Confined worker = route instanceof Route.Serving serving ? serving.worker(lane) : null;
      if (worker != null) {
        workers.add(worker);
      }
    }
    return workers;
  }

  /**
   * One per lane; a lane that is done with needs none. It may be so since it was shut a moment ago,
   * when the task of an earlier publication came by: then its workers are still to be wiped.
   */
  private List<Barrier.Passage> passages(Map<Lane, List<Confined>> retired, boolean notify) {
    return lanes.stream()
        .map(lane -> new Barrier.Passage(lane, retired.getOrDefault(lane, List.of()), notify))
        .filter(passage -> !passage.lane().isDrained() || !passage.retired().isEmpty())
        .toList();
  }
}
