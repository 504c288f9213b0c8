package io.caskade.tools.simulator.box;

import io.caskade.api.base.CardSerial;
import java.util.List;
import java.util.Optional;

/**
 * What a set-top box saw.
 *
 * @param emms EMMs that its card took
 * @param tablesRefused PATs, CATs and PMTs that could not be read
 * @param services scrambled services by their number
 */
public record BoxReport(
    CardSerial serial, long emms, long tablesRefused, List<ServiceView> services) {
  public BoxReport {
    services = List.copyOf(services);
  }

  public Optional<ServiceView> service(int serviceId) {
    return services.stream().filter(view -> view.serviceId() == serviceId).findFirst();
  }
}
