package io.caskade.tools.simulator;

import io.caskade.tools.simulator.box.BoxReport;
import io.caskade.tools.simulator.box.PayloadComparison;
import io.caskade.tools.simulator.box.ServiceView;
import io.caskade.tools.simulator.box.Viewer;
import io.caskade.tools.simulator.mux.MuxReport;
import io.caskade.tools.simulator.mux.ServiceReport;
import io.caskade.tools.simulator.scs.ScsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reports as lines for people. */
final class ReportText {
  private static final double NANOS = 1e9;

  private ReportText() {}

  static List<String> mux(MuxReport report) {
    List<String> lines = new ArrayList<>();
    for (ServiceReport service : report.services()) {
      ScsReport scs = service.scs();
      lines.add(
          format(
              "service %d: %s, crypto period %d, %d periods, %d ECMs (%d copies on air),"
                  + " %d packets scrambled, %d late, %d refused, %d times degraded",
              scs.serviceId(),
              state(scs),
              scs.cpNumber(),
              scs.periods(),
              scs.ecms(),
              service.ecmsPlayed(),
              service.packetsScrambled(),
              scs.lateAnswers(),
              scs.refusals(),
              scs.degradations()));
    }
    lines.add(
        format(
            "stream: %d packets out, %d EMMs in %d packets",
            report.packetsOut(), report.emmsPlayed(), report.emmPackets()));
    return lines;
  }

  private static String state(ScsReport scs) {
    if (!scs.scrambling()) {
      return "clear";
    }
    return scs.degraded() ? "degraded" : "scrambled";
  }

  static List<String> box(Viewer viewer) {
    List<String> lines = new ArrayList<>();
    BoxReport report = viewer.report();
    lines.add(format("box %s: %d EMMs taken", report.serial().printed(), report.emms()));
    for (ServiceView view : report.services()) {
      lines.add(
          format(
              "  service %d: %s, %d packets opened, %d dark, %d clear, ECMs %d granted %d refused"
                  + " %d foreign, %s%s",
              view.serviceId(),
              view.watching() ? "picture" : "no picture",
              view.descrambled(),
              view.dark(),
              view.clear(),
              view.ecmsGranted(),
              view.ecmsRefused(),
              view.ecmsForeign(),
              view.picture() < 0
                  ? "never opened"
                  : format("picture after %.2f s", view.picture() / NANOS),
              comparison(viewer, view.serviceId())));
    }
    return lines;
  }

  private static String comparison(Viewer viewer, int serviceId) {
    PayloadComparison comparison = viewer.comparisons().get(serviceId);
    return comparison == null
        ? ""
        : format("; %d as the input, %d different", comparison.equal(), comparison.different());
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
