package io.caskade.tools.demo;

import io.caskade.tools.simulator.box.ServiceView;
import io.caskade.tools.simulator.mux.ServiceReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A live table on a terminal; plain lines now and then when there is none. Any thread. */
final class Screen {
  private static final String CLEAR_TO_END = "\u001B[J";
  private static final double SECOND = 1e9;
  private static final long PLAIN_PERIOD = 5_000_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final List<DemoCard> cards;
  private int drawn;
  private long nextPlain;

  Screen(PrintStream out, boolean terminal, List<DemoCard> cards) {
    this.out = out;
    this.terminal = terminal;
    this.cards = List.copyOf(cards);
  }

  /** A line that stays. */
  synchronized void say(String text) {
    erase();
    out.println(text);
  }

  /** Draws the present state over the last one. */
  synchronized void show(Snapshot snapshot) {
    if (!terminal) {
      if (snapshot.time() < nextPlain) {
        return;
      }
      nextPlain = snapshot.time() + PLAIN_PERIOD;
    }
    erase();
    List<String> lines = lines(snapshot);
    lines.forEach(out::println);
    drawn = terminal ? lines.size() : 0;
    out.flush();
  }

  /** The last table stays on the screen. */
  synchronized void leave() {
    drawn = 0;
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\u001B[" + drawn + "A" + CLEAR_TO_END);
      drawn = 0;
    }
  }

  private List<String> lines(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (ServiceReport service : snapshot.mux().services()) {
      lines.add(
          format(
              "%6.1f s  service %d  %-9s  CP %-5d  packets %-7d  words %-4d  ECMs %-4d  EMMs %d",
              snapshot.time() / SECOND,
              service.scs().serviceId(),
              state(service),
              service.scs().cpNumber(),
              service.packetsScrambled(),
              service.scs().periods(),
              service.scs().ecms(),
              snapshot.mux().emmsPlayed()));
    }
    for (int i = 0; i < cards.size(); i++) {
      Snapshot.Box box = snapshot.boxes().get(i);
      StringBuilder line =
          new StringBuilder(
              format("          card %s %-8s", cards.get(i).serial(), cards.get(i).role()));
      for (ServiceReport service : snapshot.mux().services()) {
        int id = service.scs().serviceId();
        line.append(format("  %d: %-24s", id, picture(box, id)));
      }
      lines.add(line.append("  EMMs ").append(box.report().emms()).toString());
    }
    return lines;
  }

  private static String state(ServiceReport service) {
    if (!service.scs().scrambling()) {
      return "clear";
    }
    return service.scs().degraded() ? "degraded" : "scrambled";
  }

  private static String picture(Snapshot.Box box, int serviceId) {
    Snapshot.Comparison comparison = box.comparison(serviceId);
    boolean dark = box.view(serviceId).filter(v -> v.lastDark() > v.lastDescrambled()).isPresent();
    boolean clear = box.view(serviceId).filter(Screen::neverScrambled).isPresent();
    if (clear || box.view(serviceId).isEmpty()) {
      return "clear";
    }
    return dark ? "dark" : format("PICTURE =%d !%d", comparison.equal(), comparison.different());
  }

  private static boolean neverScrambled(ServiceView view) {
    return view.dark() == 0 && view.descrambled() == 0;
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
