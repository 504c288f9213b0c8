package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.ops.AlarmCode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the next table out of the present one: a route whose network, profile and key are
 * unchanged keeps its workers. A route that cannot be rebuilt because its key cannot be read, or
 * because the new profile does not take it, stays with the old profile while that is there: viewers
 * come first.
 */
final class RouteBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(RouteBuilder.class);

  private final ProfileRack rack;
  private final SecureRandom random;
  private final KeyFingerprint fingerprint;

  RouteBuilder(ProfileRack rack, SecureRandom random) {
    this.rack = rack;
    this.random = random;
    this.fingerprint = new KeyFingerprint(random);
  }

  /**
   * A table and what an operator should know about it.
   *
   * @param complaints alarms about networks that are not served as they should be
   */
  record Built(RouteTable table, List<AlarmBook.Complaint> complaints) {}

  /**
   * @param lanes what each lane needs, by index
   */
  Built build(
      List<Network> networks, RouteTable present, LaneUse[] lanes, @Nullable KeySource keys) {
    var routes = new TreeMap<Integer, Route>();
    var complaints = new ArrayList<AlarmBook.Complaint>();
    for (Network network : networks) {
      Route before = present.find(network.caSystemId());
      routes.computeIfAbsent(
          network.caSystemId(), id -> route(network, before, lanes, keys, complaints));
    }
    return new Built(RouteTable.of(routes), complaints);
  }

  private Route route(
      Network network,
      @Nullable Route before,
      LaneUse[] lanes,
      @Nullable KeySource keys,
      List<AlarmBook.Complaint> complaints) {
    Route.@Nullable Serving old = stillServing(network, before);
    Optional<Candidate> chosen = rack.chosen(network.profile());
    if (chosen.isEmpty()) {
      complaints.add(complaint(AlarmCode.NETWORK_WITHOUT_PROFILE, network, network.id().value()));
      return down(network, before, Route.Reason.NO_PROFILE);
    }
    if (keys == null) {
      return withoutKey(network, before, old, lanes, Route.Reason.NO_VAULT, complaints);
    }
    EcmKey key;
    try {
      key = keys.ecmKey(network.id());
    } catch (RuntimeException e) {
      LOG.warn("Network {}: its ECM key cannot be had: {}", network.id(), Fault.text(e));
      Route.Reason reason =
          e instanceof CaskadeException refusal && refusal.code() == ErrorCode.KEY_UNKNOWN
              ? Route.Reason.NO_KEY
              : Route.Reason.NO_VAULT;
      return withoutKey(network, before, old, lanes, reason, complaints);
    }
    try {
      return serving(network, chosen.get(), old, lanes, key);
    } catch (RuntimeException | LinkageError e) {
      String why = chosen.get().label() + ": " + Fault.bareText(e);
      if (e instanceof CaskadeException refusal) {
        why = chosen.get().label() + ": " + refusal.getMessage();
      }
      LOG.error("Network {} cannot be served by profile {}", network.id(), why);
      complaints.add(complaint(AlarmCode.PROFILE_REJECTED, network, why));
      return old == null || old.candidate() == chosen.get()
          ? down(network, before, Route.Reason.KEY_UNFIT)
          : keep(network, old, lanes);
    } finally {
      key.destroy();
    }
  }

  /** The present route when its profile is still there and still the network's. */
  private Route.@Nullable Serving stillServing(Network network, @Nullable Route before) {
    return before instanceof Route.Serving serving
            && serving.network().id().equals(network.id())
            && serving.candidate().name().equals(network.profile())
            && rack.holds(serving.candidate())
        ? serving
        : null;
  }

  private Route withoutKey(
      Network network,
      @Nullable Route before,
      Route.@Nullable Serving old,
      LaneUse[] lanes,
      Route.Reason reason,
      List<AlarmBook.Complaint> complaints) {
    // A vault that is merely being updated is no alarm as long as the workers hold their keys.
    if (old == null || reason == Route.Reason.NO_KEY) {
      complaints.add(complaint(AlarmCode.NETWORK_WITHOUT_KEY, network, network.id().value()));
    }
    return old == null ? down(network, before, reason) : keep(network, old, lanes);
  }

  private Route down(Network network, @Nullable Route before, Route.Reason reason) {
    // A vault that is still being opened after the start will be there in a moment. Until then the
    // network leads nowhere: a channel may wait for longer than a control word.
    boolean known = reason != Route.Reason.NO_VAULT || before != null && before.traits() != null;
    var down = new Route.Down(network, known ? rack.traits(network.profile()) : null, reason);
    return before != null && down.equals(before) ? before : down;
  }

  /** The old route with its workers, less those of closed lanes. */
  private static Route keep(Network network, Route.Serving old, LaneUse[] lanes) {
    @Nullable Confined[] workers = new @Nullable Confined[lanes.length];
    for (int lane = 0; lane < lanes.length; lane++) {
      workers[lane] = lanes[lane] == LaneUse.CLOSED ? null : old.worker(lane);
    }
    return replacement(network, old, old.candidate(), old.traits(), old.keyFingerprint(), workers);
  }

  private Route serving(
      Network network, Candidate chosen, Route.@Nullable Serving old, LaneUse[] lanes, EcmKey key) {
    ProfileTraits traits = chosen.traits();
    if (traits == null) {
      throw new IllegalStateException("a profile was chosen that has not passed its gate");
    }
    Octets print = fingerprint.of(key);
    boolean same = old != null && old.candidate() == chosen && old.keyFingerprint().equals(print);
    @Nullable Confined[] workers = new @Nullable Confined[lanes.length];
    var made = new ArrayList<Confined>();
    try {
      for (int lane = 0; lane < lanes.length; lane++) {
        Confined kept =
            same && old != null && lanes[lane] != LaneUse.CLOSED ? old.worker(lane) : null;
        workers[lane] = kept == null ? make(lanes[lane], chosen, key, made) : kept;
      }
    } catch (RuntimeException | LinkageError e) {
      made.forEach(Confined::close);
      throw e;
    }
    return replacement(network, old, chosen, traits, print, workers);
  }

  /** The old route itself when nothing differs, so that nobody is told of a change. */
  private static Route replacement(
      Network network,
      Route.@Nullable Serving old,
      Candidate candidate,
      ProfileTraits traits,
      Octets print,
      @Nullable Confined[] workers) {
    if (old != null && old.network().equals(network) && old.lanes() == workers.length) {
      boolean same = old.candidate() == candidate && old.keyFingerprint().equals(print);
      for (int lane = 0; same && lane < workers.length; lane++) {
        same = old.worker(lane) == workers[lane];
      }
      if (same) {
        return old;
      }
    }
    return new Route.Serving(network, candidate, traits, print, workers);
  }

  private @Nullable Confined make(
      LaneUse use, Candidate chosen, EcmKey key, List<Confined> made) {
    Confined fresh =
        switch (use) {
          case CLOSED -> null;
          case ISSUING -> worker(chosen, key);
          case OPENING -> opener(chosen, key);
        };
    if (fresh != null) {
      made.add(fresh);
    }
    return fresh;
  }

  private ConfinedWorker worker(Candidate chosen, EcmKey key) {
    var padding = new Keystream(random);
    return new ConfinedWorker(chosen.profile().ecmWorker(key, padding), padding);
  }

  /** Null when the profile opens nothing: making ECMs never depends on opening them. */
  private static @Nullable ConfinedOpener opener(Candidate chosen, EcmKey key) {
    try {
      return new ConfinedOpener(chosen.profile().ecmOpener(key));
    } catch (RuntimeException | LinkageError e) {
      LOG.error(
          "Profile {} gives no opener, so receivers over IP get no control words: {}",
          chosen.label(),
          Fault.text(e));
      return null;
    }
  }

  private static AlarmBook.Complaint complaint(AlarmCode code, Network network, String argument) {
    return new AlarmBook.Complaint(code, "network " + network.id(), argument);
  }
}
