package io.caskade.rights.management.reports;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.journal.JournalArchive.CardPast;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one subscriber has (R18, R20): boxes and personal data as they are now, cards, products and
 * services as they were at the instant. Each row says what it is in {@code kind}.
 */
final class SubscriberHoldings implements ReportMaker {
  private static final List<String> COLUMNS =
      List.of("kind", "id", "name", "card", "status", "start", "finish");
  private static final int MOST = 1_000;

  private final Presence presence;

  SubscriberHoldings(Presence presence) {
    this.presence = presence;
  }

  @Override
  public Report make(ReportRequest request) {
    String id =
        request
            .subject()
            .orElseThrow(
                () ->
                    new CaskadeException(
                        ErrorCode.FIELD_INVALID, "subject", "the id of a subscriber"));
    Subscriber subscriber =
        presence
            .store()
            .record(Subscriber.class, request.network(), id)
            .orElseThrow(
                () -> new CaskadeException(ErrorCode.SUBSCRIBER_UNKNOWN, request.network(), id));
    var catalogue = new Catalogue(presence.store(), request.network());
    var rows = new ArrayList<List<String>>();
    person(rows, subscriber);
    for (SetTopBox box : boxes(request, id)) {
      rows.add(
          row("SET_TOP_BOX", box.id(), box.model(), "", box.blacklisted() ? "BLACKLISTED" : ""));
    }
    cards(request, id).forEach(card -> card(rows, card, request, catalogue));
    return ReportMaker.report(request, COLUMNS, rows);
  }

  private static void person(List<List<String>> rows, Subscriber subscriber) {
    rows.add(row("SUBSCRIBER", subscriber.id(), subscriber.name(), "", ""));
    detail(rows, "CONTRACT", subscriber.contract());
    detail(rows, "BILLING_ADDRESS", subscriber.billingAddress());
    detail(rows, "INSTALLATION_ADDRESS", subscriber.installationAddress());
    subscriber.phones().forEach(phone -> detail(rows, "PHONE", phone));
    detail(rows, "EMAIL", subscriber.email());
  }

  private static void detail(List<List<String>> rows, String kind, String value) {
    if (!value.isEmpty()) {
      rows.add(row(kind, "", value, "", ""));
    }
  }

  private List<SetTopBox> boxes(ReportRequest request, String subscriber) {
    return presence
        .store()
        .records(
            SetTopBox.class,
            request.network(),
            new RecordFilter(
                Optional.empty(), Map.of("subscriber", subscriber), Optional.empty(), MOST));
  }

  private List<CardPast> cards(ReportRequest request, String subscriber) {
    var cards = new ArrayList<CardPast>();
    presence
        .journal()
        .cardsAsOf(
            request.network(),
            request.at(),
            card -> {
              if (card.state().holder().subscriber().filter(subscriber::equals).isPresent()) {
                cards.add(card);
              }
            });
    return cards;
  }

  private static void card(
      List<List<String>> rows, CardPast card, ReportRequest request, Catalogue catalogue) {
    String serial = card.serial().toString();
    rows.add(row("CARD", serial, "", serial, card.state().status().name()));
    for (Window window : card.state().sold().windows()) {
      for (int bit : Catalogue.bits(window.products())) {
        rows.add(
            List.of(
                "PRODUCT",
                "%02d".formatted(bit),
                catalogue.name(bit),
                serial,
                "",
                window.start().toString(),
                window.finish().toString()));
      }
    }
    ProductMask open = Entitled.products(card.state(), request.at());
    for (Service service : catalogue.services()) {
      if (service.products().shares(open)) {
        rows.add(row("SERVICE", service.id(), service.name(), serial, ""));
      }
    }
  }

  private static List<String> row(String kind, String id, String name, String card, String status) {
    return List.of(kind, id, name, card, status, "", "");
  }
}
