package io.caskade.rights.management.reports;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardPast;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts the cards of a network as they were at an instant (R20): one pass over them, in memory
 * that does not grow with their number.
 */
final class CardCounts {
  /** Upper ends of the ages that are told apart, in days. */
  private static final List<Integer> AGES = List.of(30, 90, 180, 365);

  private final Presence presence;

  CardCounts(Presence presence) {
    this.presence = presence;
  }

  /**
   * One row per status; REGISTERED counts all of them, and ENTITLED the active ones that could open
   * something.
   */
  Report byStatus(ReportRequest request) {
    Map<CardStatus, Long> counts = new EnumMap<>(CardStatus.class);
    var entitled = new long[1];
    each(
        request,
        card -> {
          counts.merge(card.state().status(), 1L, Long::sum);
          if (!mask(card.state(), request).equals(ProductMask.NONE)) {
            entitled[0]++;
          }
        });
    var rows = new ArrayList<List<String>>();
    rows.add(row("REGISTERED", counts.values().stream().mapToLong(Long::longValue).sum()));
    for (CardStatus status : CardStatus.values()) {
      rows.add(row(status.name(), counts.getOrDefault(status, 0L)));
    }
    rows.add(row("ENTITLED", entitled[0]));
    return ReportMaker.report(request, List.of("status", "cards"), rows);
  }

  /** Cards that could open each product. */
  Report byProduct(ReportRequest request) {
    var counts = new long[Integer.SIZE];
    each(
        request, card -> Catalogue.bits(mask(card.state(), request)).forEach(bit -> counts[bit]++));
    var rows = new ArrayList<List<String>>();
    for (Product product : new Catalogue(presence.store(), request.network()).products()) {
      rows.add(List.of(product.id(), product.name(), Long.toString(counts[product.bit()])));
    }
    return ReportMaker.report(request, List.of("product", "name", "cards"), rows);
  }

  /** Cards that could open each service. */
  Report byService(ReportRequest request) {
    List<Service> services = new Catalogue(presence.store(), request.network()).services();
    var counts = new long[services.size()];
    each(
        request,
        card -> {
          ProductMask mask = mask(card.state(), request);
          for (int i = 0; i < counts.length; i++) {
            if (services.get(i).products().shares(mask)) {
              counts[i]++;
            }
          }
        });
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < counts.length; i++) {
      Service service = services.get(i);
      rows.add(
          List.of(
              service.id(),
              service.name(),
              Integer.toString(service.serviceId()),
              Long.toString(counts[i])));
    }
    return ReportMaker.report(request, List.of("service", "name", "serviceId", "cards"), rows);
  }

  /** Active cards per region, and those among them that could open something. */
  Report byRegion(ReportRequest request) {
    Map<String, long[]> counts = new TreeMap<>();
    each(
        request,
        card -> {
          if (card.state().status() == CardStatus.ACTIVE) {
            long[] count = counts.computeIfAbsent(card.state().region(), region -> new long[2]);
            count[0]++;
            count[1] += mask(card.state(), request).equals(ProductMask.NONE) ? 0 : 1;
          }
        });
    var rows = new ArrayList<List<String>>();
    counts.forEach(
        (region, count) ->
            rows.add(List.of(region, Long.toString(count[0]), Long.toString(count[1]))));
    return ReportMaker.report(request, List.of("region", "cards", "entitled"), rows);
  }

  /** Active cards by days since they were registered; the last row has no upper end. */
  Report byAge(ReportRequest request) {
    var counts = new long[AGES.size() + 1];
    each(
        request,
        card -> {
          if (card.state().status() == CardStatus.ACTIVE) {
            long days = Duration.between(card.registeredAt(), request.at()).toDays();
            counts[(int) AGES.stream().filter(age -> days > age).count()]++;
          }
        });
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < counts.length; i++) {
      String from = i == 0 ? "0" : Integer.toString(AGES.get(i - 1) + 1);
      String to = i == AGES.size() ? "" : Integer.toString(AGES.get(i));
      rows.add(List.of(from, to, Long.toString(counts[i])));
    }
    return ReportMaker.report(request, List.of("fromDays", "toDays", "cards"), rows);
  }

  private void each(ReportRequest request, Consumer<JournalArchive.CardPast> consumer) {
    presence.journal().cardsAsOf(request.network(), request.at(), consumer);
  }

  private static ProductMask mask(CardPast card, ReportRequest request) {
    return Entitled.products(card, request.at());
  }

  private static List<String> row(String name, long count) {
    return List.of(name, Long.toString(count));
  }
}
