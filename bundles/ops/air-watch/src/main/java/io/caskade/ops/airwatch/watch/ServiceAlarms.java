package io.caskade.ops.airwatch.watch;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.ops.airwatch.watch.HeadEndView.CasNetwork;
import io.caskade.ops.airwatch.watch.HeadEndView.SoldService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with one service. What only follows from another fault is not told again. */
final class ServiceAlarms {
  /** Tables repeat every half second (ETSI TR 101 290 wants the PMT that often). */
  static final long TABLE_AGE = 5 * Moment.SECOND;

  private static final double PER_CENT = 100;
  private static final double MILLI = 1000;

  private final WatchRules rules;
  private final AlarmLine clear;
  private final AlarmLine descriptor;
  private final AlarmLine ecmMissing;
  private final AlarmLine ecmClosed;
  private final AlarmLine criteria;
  private final AlarmLine wordWrong;
  private final AlarmLine wordOld;

  ServiceAlarms(WatchRules rules) {
    this.rules = rules;
    clear = new AlarmLine(AlarmCode.AIR_SERVICE_CLEAR, rules);
    descriptor = new AlarmLine(AlarmCode.AIR_DESCRIPTOR_MISSING, rules);
    ecmMissing = new AlarmLine(AlarmCode.AIR_ECM_MISSING, rules);
    ecmClosed = new AlarmLine(AlarmCode.AIR_ECM_CLOSED, rules);
    criteria = new AlarmLine(AlarmCode.AIR_ACCESS_CRITERIA, rules);
    wordWrong = new AlarmLine(AlarmCode.AIR_WORD_WRONG, rules);
    wordOld = new AlarmLine(AlarmCode.AIR_WORD_OLD, rules);
  }

  private Stream<AlarmLine> lines() {
    return Stream.of(clear, descriptor, ecmMissing, ecmClosed, criteria, wordWrong, wordOld);
  }

  void hold() {
    lines().forEach(AlarmLine::hold);
  }

  void judge(ServiceWatch service, Moment now) {
    Optional<CasNetwork> network = service.identity().network();
    boolean ours = network.isPresent();
    double clearShare = service.clearShare(now);
    boolean scrambled = service.flows(now) && clearShare * PER_CENT <= rules.clearPercent();
    clear.judge(ours && service.flows(now) && !scrambled, now, Math.round(clearShare * PER_CENT));
    boolean found = service.identity().descriptor().isPresent() && service.pmtAge(now) <= TABLE_AGE;
    descriptor.judge(
        ours && !found, now, "PMT", network.map(n -> caSystemId(n.caSystemId())).orElse(""));
    boolean arriving = judgeEcms(service, found, now);
    judgeContents(service, arriving, now);
    judgeWords(service, arriving, scrambled, now);
  }

  private boolean judgeEcms(ServiceWatch service, boolean found, Moment now) {
    EcmWatch ecms = service.ecms();
    long limit = rules.ecmRepetition().plus(rules.ecmTolerance()).toNanos();
    long age = ecms.age(now.nanos());
    boolean missing = found && Math.max(age, ecms.interval()) > limit;
    ecmMissing.judge(missing, now, age / Moment.SECOND, rules.ecmRepetition().toMillis() / MILLI);
    return found && ecms.seen() && age <= Math.max(limit, Moment.SECOND);
  }

  private void judgeContents(ServiceWatch service, boolean arriving, Moment now) {
    ecmClosed.judge(
        arriving && service.ecmState() == EcmState.CLOSED,
        now,
        service.network().map(NetworkId::value).orElse(""));
    Optional<AccessCriteria> onAir = service.criteria();
    Optional<AccessCriteria> sold =
        service.identity().sold().map(SoldService::products).map(p -> p.toAccessCriteria());
    criteria.judge(
        arriving && onAir.isPresent() && sold.isPresent() && !onAir.equals(sold),
        now,
        onAir.map(AccessCriteria::toString).orElse(""),
        sold.map(AccessCriteria::toString).orElse(""));
  }

  private void judgeWords(ServiceWatch service, boolean arriving, boolean scrambled, Moment now) {
    WordWatch words = service.words();
    boolean old =
        words.match() == WordWatch.Match.OLD
            || words.stuck()
            || words.age(now.nanos()) > rules.wordAge().toNanos();
    wordOld.judge(scrambled && old, now, words.age(now.nanos()) / Moment.SECOND);
    wordWrong.judge(
        scrambled
            && !old
            && arriving
            && service.ecmState() == EcmState.OPEN
            && words.match() == WordWatch.Match.NONE,
        now);
  }

  static String caSystemId(int id) {
    return String.format(Locale.ROOT, "%04X", id);
  }

  List<Alarm> alarms(String subject) {
    return lines().flatMap(line -> line.alarm(subject).stream()).toList();
  }
}
