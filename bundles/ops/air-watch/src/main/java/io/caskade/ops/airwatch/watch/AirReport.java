package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ops.Alarm;
import io.caskade.ops.airwatch.watch.HeadEndView.TestCard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe sees at a moment; immutable, holds no secret.
 *
 * @param streaming packets have come within the last second
 * @param streamAge since the last packet
 * @param services of ours, ordered by service_id
 * @param cards test cards, in the order of the settings
 * @param others services on air that are none of ours
 */
public record AirReport(
    Instant at,
    boolean streaming,
    Duration streamAge,
    List<ServiceLine> services,
    List<CardLine> cards,
    int others,
    List<Alarm> alarms,
    Map<String, Long> counters) {

  /** Nothing was seen yet. */
  public static AirReport empty(Instant at) {
    return new AirReport(at, false, Duration.ZERO, List.of(), List.of(), 0, List.of(), Map.of());
  }

  public AirReport {
    services = List.copyOf(services);
    cards = List.copyOf(cards);
    alarms = List.copyOf(alarms);
  }

  /**
   * One service.
   *
   * @param title for people
   * @param scrambledShare of its packets, 0 to 1; of the picture or sound that is worst
   * @param ecmPid empty when the PMT does not tell it
   * @param ecm none, no-key, open or closed
   * @param ecmInterval mean distance of its ECMs, zero when not known
   * @param word not-known, present, old or none: what opened the last sample
   * @param criteria in the present ECM
   * @param sold access criteria of the catalogue
   * @param cards test cards that open it by their entitlements
   * @param alarms codes of what is wrong with it
   */
  public record ServiceLine(
      int serviceId,
      String title,
      Instant since,
      NetworkId network,
      double scrambledShare,
      Optional<Integer> ecmPid,
      String ecm,
      Optional<Duration> ecmAge,
      Duration ecmInterval,
      String word,
      Duration wordAge,
      Optional<AccessCriteria> criteria,
      Optional<ProductMask> sold,
      List<String> cards,
      List<String> alarms) {
    public ServiceLine {
      cards = List.copyOf(cards);
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * One test card.
   *
   * @param emmAge since its present EMM was on air; empty when it was not seen yet
   */
  public record CardLine(TestCard card, Optional<Duration> emmAge) {
    private static final int MASK = 4;

    /** Its entitlements are valid at that moment and share a product with the access criteria. */
    boolean opens(NetworkId network, AccessCriteria criteria, Instant at) {
      if (!card.network().equals(network) || criteria.octets().length() != MASK) {
        return false;
      }
      Octets mask = criteria.octets();
      var products =
          new ProductMask(mask.at(0) << 24 | mask.at(1) << 16 | mask.at(2) << 8 | mask.at(3));
      return card.rights().filter(rights -> valid(rights, at)).isPresent()
          && card.rights().map(CardRights::products).filter(products::shares).isPresent();
    }

    /** The card opens after the second of start and during the second of finish (tvcas3, 5). */
    private static boolean valid(CardRights rights, Instant at) {
      return at.getEpochSecond() > rights.start().getEpochSecond()
          && at.getEpochSecond() <= rights.finish().getEpochSecond();
    }
  }
}
