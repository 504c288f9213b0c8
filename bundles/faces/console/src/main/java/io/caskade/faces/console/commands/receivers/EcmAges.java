package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpening;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.OpeningLane;
import io.caskade.lib.cwclient.EcmSection;
import io.caskade.lib.cwclient.Finding;
import io.caskade.lib.cwclient.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the time at which an ECM of this head-end was issued: rights are compared with it, so an
 * old ECM, or one of a head-end whose clock is off, is refused to who has the right now.
 */
final class EcmAges {
  /** Receivers ask for an ECM as long as it is on air, which is a few crypto periods. */
  private static final Duration MOST = Duration.ofMinutes(1);

  private static final Duration MOST_AHEAD = Duration.ofSeconds(5);

  private final @Nullable EcmOpenings openings;
  private final @Nullable NetworkDirectory directory;
  private final InstantSource clock;

  EcmAges(
      @Nullable EcmOpenings openings, @Nullable NetworkDirectory directory, InstantSource clock) {
    this.openings = openings;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What the time of an ECM means.
   *
   * @param caSystemId empty looks in all networks
   * @param good the line gave its control words: then an old ECM is no fault
   * @return empty when the ECM is none of this head-end's, or its time is right
   */
  Optional<Verdict> judge(EcmSection ecm, OptionalInt caSystemId, boolean good) {
    return issuedAt(new EcmDatagram(Octets.of(ecm.bytes())), caSystemId)
        .flatMap(
            issued -> {
              Instant now = clock.instant();
              Duration age = Duration.between(issued, now);
              boolean off = age.negated().compareTo(MOST_AHEAD) > 0 || !good && isOld(age);
              return off ? Optional.of(verdict(issued, now)) : Optional.empty();
            });
  }

  private static boolean isOld(Duration age) {
    return age.compareTo(MOST) > 0;
  }

  private static Verdict verdict(Instant issued, Instant now) {
    return Verdict.of(
        Finding.ECM_TIME,
        issued.truncatedTo(ChronoUnit.SECONDS).toString(),
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private Optional<Instant> issuedAt(EcmDatagram ecm, OptionalInt caSystemId) {
    EcmOpenings issuer = openings;
    NetworkDirectory known = directory;
    if (issuer == null || known == null) {
      return Optional.empty();
    }
    List<NetworkId> networks =
        known.networks().stream()
            .filter(
                network -> caSystemId.isEmpty() || network.caSystemId() == caSystemId.getAsInt())
            .map(Network::id)
            .toList();
    return new Once().issuedAt(issuer, networks, ecm);
  }

  /**
   * The owner of a lane that is used once, on the thread of a command. What the issuer wants done
   * behind its call is kept from running beside it by the lock.
   */
  private static final class Once implements LaneOwner {
    Optional<Instant> issuedAt(EcmOpenings issuer, List<NetworkId> networks, EcmDatagram ecm) {
      try (OpeningLane lane = issuer.openingLane(this)) {
        return networks.stream().flatMap(network -> open(lane, network, ecm).stream()).findFirst();
      }
    }

    private synchronized Optional<Instant> open(
        OpeningLane lane, NetworkId network, EcmDatagram ecm) {
      if (!(lane.open(network, ecm) instanceof EcmOpening.Opened opened)) {
        return Optional.empty();
      }
      Instant issued = opened.ecm().issuedAt();
      opened.ecm().even().destroy();
      opened.ecm().odd().destroy();
      return Optional.of(issued);
    }

    @Override
    public synchronized void execute(Runnable task) {
      task.run();
    }

    /** It is over before that matters. */
    @Override
    public void routesChanged() {}
  }
}
