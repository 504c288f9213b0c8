package io.caskade.rights.management.reports;

import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.api.rights.reports.Reports;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports behind the gate. The report of a subscriber shows personal data and needs
 * SUBSCRIBERS_READ as well.
 */
@Component(service = Reports.class)
public final class ReportDesk implements Reports {
  private static final Set<ReportKind> OF_A_PERIOD =
      EnumSet.of(ReportKind.ACTIVATIONS, ReportKind.PAIRINGS);

  private final Presence presence;
  private final Gate gate;
  private final InstantSource clock;
  private final Map<ReportKind, ReportMaker> makers = new EnumMap<>(ReportKind.class);

  /** Made by Declarative Services. */
  @Activate
  public ReportDesk(@Reference Presence presence, @Reference Gate gate) {
    this(presence, gate, InstantSource.system());
  }

  public ReportDesk(Presence presence, Gate gate, InstantSource clock) {
    this.presence = presence;
    this.gate = gate;
    this.clock = clock;
    var counts = new CardCounts(presence);
    var acts = new CardActs(presence);
    makers.put(ReportKind.CARDS_BY_STATUS, counts::byStatus);
    makers.put(ReportKind.ACTIVE_BY_PRODUCT, counts::byProduct);
    makers.put(ReportKind.ACTIVE_BY_SERVICE, counts::byService);
    makers.put(ReportKind.ACTIVE_BY_REGION, counts::byRegion);
    makers.put(ReportKind.AGEING, counts::byAge);
    makers.put(ReportKind.PRODUCT_COMPOSITION, new ProductComposition(presence));
    makers.put(ReportKind.ACTIVATIONS, acts::activations);
    makers.put(ReportKind.PAIRINGS, acts::pairings);
    makers.put(ReportKind.CARD_HISTORY, new CardHistory(presence));
    makers.put(ReportKind.SUBSCRIBER, new SubscriberHoldings(presence));
    makers.put(ReportKind.RECONCILIATION, new Reconciliation(presence));
  }

  @Override
  public Report run(Caller caller, ReportRequest request) {
    gate.require(caller, Permission.REPORTS, request.network());
    if (request.kind() == ReportKind.SUBSCRIBER) {
      gate.require(caller, Permission.SUBSCRIBERS_READ, request.network());
    }
    presence.network(request.network());
    requireTimes(request);
    ReportMaker maker = makers.get(request.kind());
    if (maker == null) {
      throw new IllegalStateException("no maker for " + request.kind());
    }
    return maker.make(request);
  }

  private void requireTimes(ReportRequest request) {
    Instant now = clock.instant();
    if (request.at().isAfter(now)) {
      throw FieldRules.invalid("at", request.at() + " lies in the future");
    }
    if (!OF_A_PERIOD.contains(request.kind())) {
      return;
    }
    Instant from =
        request
            .from()
            .orElseThrow(() -> FieldRules.invalid("from", "the begin of the period is missing"));
    if (from.isAfter(request.at())) {
      throw FieldRules.invalid("from", from + " is after the end of the period");
    }
    Instant kept = presence.journal().keptSince();
    if (from.isBefore(kept)) {
      throw FieldRules.invalid("from", "the journal goes back to " + kept + ", not to " + from);
    }
  }
}
