package io.caskade.tools.demo;

import io.caskade.tools.simulator.box.BoxReport;
import io.caskade.tools.simulator.box.ServiceView;
import io.caskade.tools.simulator.mux.MuxReport;
import java.util.List;
import java.util.Optional;

/**
 * The stream as it stood at one moment.
 *
 * @param time of the stream, nanoseconds
 * @param boxes in the order of the cards
 */
record Snapshot(long time, MuxReport mux, List<Box> boxes) {
  Snapshot {
    boxes = List.copyOf(boxes);
  }

  /**
   * One box.
   *
   * @param comparisons in the order of the services
   */
  record Box(BoxReport report, List<Comparison> comparisons) {
    Box {
      comparisons = List.copyOf(comparisons);
    }

    Optional<ServiceView> view(int serviceId) {
      return report.service(serviceId);
    }

    boolean watching(int serviceId) {
      return view(serviceId).filter(ServiceView::watching).isPresent();
    }

    Comparison comparison(int serviceId) {
      return comparisons.stream()
          .filter(c -> c.serviceId() == serviceId)
          .findFirst()
          .orElse(new Comparison(serviceId, 0, 0, 0));
    }
  }

  /** Packets of elementary streams against the input. */
  record Comparison(int serviceId, long equal, long different, long notShown) {}
}
