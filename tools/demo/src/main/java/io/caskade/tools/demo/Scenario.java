package io.caskade.tools.demo;

import io.caskade.tools.simulator.box.ServiceView;
import io.caskade.tools.simulator.mux.ServiceReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The story: the card that paid watches its service and no other, those that did not pay see
 * nothing, suspended goes dark, resumed comes back. All through the management service.
 */
final class Scenario {
  private static final double SECOND = 1e9;
  private static final long PATIENCE = 60_000_000_000L;

  /** What an EMM may take from the command to the card. */
  private static final long EMM_TIME = 5_000_000_000L;

  private static final int PERIODS_WATCHED = 3;
  private static final Pattern ALARM = Pattern.compile("(?m)^.*crypto period is.*$");
  private static final Pattern CYCLE = Pattern.compile("cycle_ms=(\\d+) cycles=(\\d+)");

  /** The card whose rights nobody touches in the story: its EMMs come with the cycle alone. */
  private static final int UNTOUCHED = 1;

  private final Studio studio;
  private final Console console;
  private final List<DemoCard> cards;
  private final int paidService;
  private final int otherService;
  private final long period;
  private final Consumer<String> say;
  private final Findings findings = new Findings();

  /**
   * @param cards the first one paid for {@code paidService}, the others for nothing
   */
  Scenario(
      Studio studio,
      Console console,
      List<DemoCard> cards,
      int paidService,
      int otherService,
      Duration cryptoPeriod,
      Consumer<String> say) {
    this.studio = studio;
    this.console = console;
    this.cards = List.copyOf(cards);
    this.paidService = paidService;
    this.otherService = otherService;
    this.period = cryptoPeriod.toNanos();
    this.say = say;
  }

  Findings play() throws IOException, InterruptedException {
    scrambling();
    watching();
    alarm();
    suspended();
    resumed();
    figures();
    return findings;
  }

  private void scrambling() throws InterruptedException {
    say.accept("Waiting for the first ECMs ...");
    Snapshot seen = studio.await(this::bothScramble, PATIENCE);
    findings.add(bothScramble(seen), "both services are scrambled", at(seen.time()));
  }

  private boolean bothScramble(Snapshot snapshot) {
    return snapshot.mux().services().stream().allMatch(service -> service.scs().scrambling());
  }

  private void watching() throws InterruptedException {
    say.accept("Waiting for the EMM of the card that paid ...");
    Snapshot first = studio.await(this::paidWatches, PATIENCE);
    Optional<ServiceView> view = first.boxes().get(0).view(paidService);
    findings.add(
        paidWatches(first),
        "the card that paid opens service " + paidService,
        view.filter(v -> v.picture() >= 0)
            .map(v -> "picture " + seconds(v.picture()) + " after the first scrambled packet")
            .orElse("no picture"));
    // From the next period on nothing may be missing.
    Snapshot begin = studio.await(s -> s.time() >= first.time() + period, PATIENCE);
    say.accept("Comparing every packet with the input ...");
    Snapshot end = studio.await(s -> s.time() >= begin.time() + PERIODS_WATCHED * period, PATIENCE);
    compare(begin, end);
    othersDark(end);
  }

  private boolean paidWatches(Snapshot snapshot) {
    return snapshot.boxes().get(0).watching(paidService);
  }

  private void compare(Snapshot begin, Snapshot end) {
    Snapshot.Comparison before = begin.boxes().get(0).comparison(paidService);
    Snapshot.Comparison after = end.boxes().get(0).comparison(paidService);
    long equal = after.equal() - before.equal();
    long dark = after.notShown() - before.notShown();
    findings.add(
        equal > 0 && dark == 0 && after.different() == 0,
        "every payload is the input's, in its order",
        String.format(
            Locale.ROOT,
            "%d equal, %d different, %d missing in %s",
            equal,
            after.different(),
            dark,
            seconds(end.time() - begin.time())));
  }

  private void othersDark(Snapshot snapshot) {
    dark(snapshot, 0, otherService);
    for (int card = 1; card < cards.size(); card++) {
      dark(snapshot, card, paidService);
      dark(snapshot, card, otherService);
    }
  }

  private void dark(Snapshot snapshot, int card, int service) {
    Optional<ServiceView> view = snapshot.boxes().get(card).view(service);
    findings.add(
        view.filter(v -> v.dark() > 0 && v.descrambled() == 0).isPresent(),
        "card " + cards.get(card).role() + " sees nothing of service " + service,
        view.map(
                v ->
                    String.format(
                        Locale.ROOT,
                        "%d packets dark, %d opened, %d ECMs refused",
                        v.dark(),
                        v.descrambled(),
                        v.ecmsRefused()))
            .orElse("the box did not find the service"));
  }

  private void alarm() throws IOException {
    String status = console.run("cas:status");
    Matcher matcher = ALARM.matcher(status);
    boolean named = matcher.find();
    findings.add(
        named,
        "the expected alarm about the short crypto period",
        named ? matcher.group().strip() : "cas:status says: " + status);
  }

  private void suspended() throws IOException, InterruptedException {
    DemoCard paid = cards.get(0);
    say.accept("Suspending card " + paid.serial().printed() + " ...");
    long from = studio.now().time();
    console.run("cas:card-suspend " + paid.serial());
    long limit = 2 * period + EMM_TIME;
    Snapshot seen =
        studio.await(
            s -> !s.boxes().get(0).watching(paidService) && s.time() > from + period,
            limit + period);
    long last = seen.boxes().get(0).view(paidService).map(ServiceView::lastDescrambled).orElse(-1L);
    findings.add(
        !seen.boxes().get(0).watching(paidService) && last <= from + limit,
        "suspended, it goes dark within two crypto periods and the EMM's time",
        seconds(Math.max(0, last - from)) + " after the command");
    // It must stay so, also when EMMs repeat.
    Snapshot later = studio.await(s -> s.time() >= seen.time() + 2 * period, PATIENCE);
    long lastNow =
        later.boxes().get(0).view(paidService).map(ServiceView::lastDescrambled).orElse(-1L);
    findings.add(lastNow == last, "and stays dark", "for " + seconds(later.time() - last));
  }

  private void resumed() throws IOException, InterruptedException {
    DemoCard paid = cards.get(0);
    say.accept("Resuming card " + paid.serial().printed() + " ...");
    long from = studio.now().time();
    console.run("cas:card-resume " + paid.serial());
    Snapshot seen = studio.await(this::paidWatches, 2 * period + EMM_TIME);
    Snapshot later = studio.await(s -> s.time() >= seen.time() + period, PATIENCE);
    findings.add(
        paidWatches(later) && later.boxes().get(0).comparison(paidService).different() == 0,
        "resumed, it watches again",
        seconds(seen.time() - from) + " after the command");
  }

  private void figures() throws IOException {
    Snapshot end = studio.now();
    for (ServiceReport service : end.mux().services()) {
      findings.add(
          service.packetsScrambled() > 0 && service.scs().periods() > 1 && service.scs().ecms() > 1,
          "service " + service.scs().serviceId(),
          String.format(
              Locale.ROOT,
              "%d packets scrambled, %d control words used, %d ECMs received, %d copies on air",
              service.packetsScrambled(),
              service.scs().periods(),
              service.scs().ecms(),
              service.ecmsPlayed()));
    }
    // An expired card gets no EMM any more (tvcas3 chapter 3.7).
    findings.add(
        end.mux().emmsPlayed() > 0 && emms(end, 0) > 0 && emms(end, UNTOUCHED) > 0,
        "EMMs on air",
        String.format(
            Locale.ROOT,
            "%d in %d packets; taken by %s",
            end.mux().emmsPlayed(),
            end.mux().emmPackets(),
            cards.stream()
                .map(card -> card.role() + " " + emms(end, cards.indexOf(card)))
                .toList()));
    cycle(end);
  }

  private static long emms(Snapshot snapshot, int card) {
    return snapshot.boxes().get(card).report().emms();
  }

  private void cycle(Snapshot end) throws IOException {
    String sessions = console.run("cas:emmg-sessions");
    Matcher matcher = CYCLE.matcher(sessions);
    boolean found = matcher.find() && emms(end, UNTOUCHED) > 0;
    findings.add(
        found,
        "the EMM cycle",
        found
            ? String.format(
                Locale.ROOT,
                "an EMM for card %s every %s; %s cycles, the last one took %s ms to send",
                cards.get(UNTOUCHED).role(),
                seconds(end.time() / emms(end, UNTOUCHED)),
                matcher.group(2),
                matcher.group(1))
            : "cas:emmg-sessions says: " + sessions);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
  }

  private static String at(long nanos) {
    return "at " + seconds(nanos) + " of the stream";
  }
}
