package io.caskade.rights.management.reports;

import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.Presence;
import java.util.ArrayList;
import java.util.List;

/**
 * Which products open which service (R20: bouquet composition), as it is now. A product that opens
 * nothing has one row without a service.
 */
final class ProductComposition implements ReportMaker {
  private final Presence presence;

  ProductComposition(Presence presence) {
    this.presence = presence;
  }

  @Override
  public Report make(ReportRequest request) {
    var catalogue = new Catalogue(presence.store(), request.network());
    var rows = new ArrayList<List<String>>();
    for (Product product : catalogue.products()) {
      List<Service> opened =
          catalogue.services().stream()
              .filter(service -> (service.products().bits() >>> product.bit() & 1) != 0)
              .toList();
      for (Service service : opened) {
        rows.add(
            List.of(
                product.id(),
                product.name(),
                service.id(),
                service.name(),
                Integer.toString(service.serviceId())));
      }
      if (opened.isEmpty()) {
        rows.add(List.of(product.id(), product.name(), "", "", ""));
      }
    }
    return ReportMaker.report(
        request, List.of("product", "name", "service", "serviceName", "serviceId"), rows);
  }
}
