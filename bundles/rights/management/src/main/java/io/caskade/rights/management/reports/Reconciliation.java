package io.caskade.rights.management.reports;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardPast;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where billing and the network differ at an instant (R5), one row per card:
 *
 * <ul>
 *   <li>{@code MISSING}: billing sells to a card that the network does not have
 *   <li>{@code UNBILLED}: a card can open something and billing does not name it, or has ended it
 *   <li>{@code INACTIVE}: billing sells something that is valid, and the card can open nothing
 *   <li>{@code PRODUCTS}, {@code FINISH}: both have something valid, but not the same
 * </ul>
 *
 * A card for which both sides have nothing that is valid does not differ. A last row {@code EQUAL}
 * counts the cards that billing names and that do not differ.
 */
final class Reconciliation implements ReportMaker {
  private static final List<String> COLUMNS =
      List.of(
          "serial",
          "difference",
          "status",
          "billingProducts",
          "networkProducts",
          "billingFinish",
          "networkFinish");

  private final Presence presence;

  Reconciliation(Presence presence) {
    this.presence = presence;
  }

  @Override
  public Report make(ReportRequest request) {
    ZoneId zone = presence.network(request.network()).network().zone();
    String file =
        request
            .file()
            .orElseThrow(
                () ->
                    new CaskadeException(
                        ErrorCode.FIELD_INVALID, "file", "lines serial;mask;finish of billing"));
    Map<CardSerial, List<BillingFile.Line>> billed = BillingFile.read(file, zone);
    int named = billed.size();
    var rows = new ArrayList<List<String>>();
    var differing = new int[1];
    presence
        .journal()
        .cardsAsOf(
            request.network(),
            request.at(),
            card -> {
              List<BillingFile.Line> lines = billed.remove(card.serial());
              Optional<List<String>> row =
                  compare(card.serial(), card.state(), lines == null ? List.of() : lines, request);
              row.ifPresent(rows::add);
              differing[0] += lines != null && row.isPresent() ? 1 : 0;
            });
    billed.forEach((serial, lines) -> rows.add(missing(serial, lines, request.at())));
    rows.sort(Comparator.comparing(row -> CardSerial.parse(row.get(0))));
    int equal = named - differing[0] - billed.size();
    rows.add(List.of("", "EQUAL", "", "", "", "", Integer.toString(equal)));
    return ReportMaker.report(request, COLUMNS, rows);
  }

  private static Optional<List<String>> compare(
      CardSerial serial, CardPast card, List<BillingFile.Line> lines, ReportRequest request) {
    ProductMask network = Entitled.products(card, request.at());
    ProductMask billing = products(lines, request.at());
    Optional<Instant> networkFinish = card.sold().lastFinish();
    Optional<Instant> billingFinish = finish(lines);
    boolean has = !network.equals(ProductMask.NONE);
    boolean sold = !billing.equals(ProductMask.NONE);
    String difference;
    if (has && !sold) {
      difference = "UNBILLED";
    } else if (sold && !has) {
      difference = "INACTIVE";
    } else if (!network.equals(billing)) {
      difference = "PRODUCTS";
    } else if (has && !networkFinish.equals(billingFinish)) {
      difference = "FINISH";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            serial.toString(),
            difference,
            card.status().name(),
            billing.toString(),
            network.toString(),
            text(billingFinish),
            text(networkFinish)));
  }

  private static List<String> missing(CardSerial serial, List<BillingFile.Line> lines, Instant at) {
    return List.of(
        serial.toString(),
        "MISSING",
        "",
        products(lines, at).toString(),
        "",
        text(finish(lines)),
        "");
  }

  private static ProductMask products(List<BillingFile.Line> lines, Instant at) {
    return new ProductMask(
        lines.stream()
            .filter(line -> !at.isAfter(line.finish()))
            .mapToInt(line -> line.products().bits())
            .reduce(0, (a, b) -> a | b));
  }

  private static Optional<Instant> finish(List<BillingFile.Line> lines) {
    return lines.stream().map(BillingFile.Line::finish).max(Comparator.naturalOrder());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }
}
