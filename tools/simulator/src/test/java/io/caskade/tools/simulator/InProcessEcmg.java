package io.caskade.tools.simulator;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.tools.simulator.scs.EcmgEvent;
import io.caskade.tools.simulator.scs.EcmgLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An ECMG without a network: real ECMs, answered when the test lets it. */
final class InProcessEcmg implements EcmgLink {
  final List<Integer> requested = new ArrayList<>();
  final List<Boolean> withCriteria = new ArrayList<>();
  boolean answering = true;
  int resets;
  long now = 1_800_000_000L;

  private final EcmWorker worker;
  private final Deque<EcmgEvent> events = new ArrayDeque<>();
  private final Deque<EcmgEvent> held = new ArrayDeque<>();
  private byte[] criteria = new byte[0];

  InProcessEcmg(Tvcas3Profile profile, EcmKey key, ChannelTerms terms, boolean everyMessage) {
    this.worker = profile.ecmWorker(key, new SplittableRandom(1));
    events.add(new EcmgEvent.Opened(terms, everyMessage));
  }

  static ChannelTerms terms(int delayStart, int delayStop, int transition, int minCp) {
    return new ChannelTerms(
        SectionTspktFlag.SECTIONS,
        OptionalInt.empty(),
        OptionalInt.empty(),
        delayStart,
        delayStop,
        OptionalInt.of(transition),
        OptionalInt.empty(),
        100,
        0,
        minCp,
        1,
        2,
        500);
  }

  static ChannelTerms usualTerms() {
    return terms(200, 200, -500, 10);
  }

  void push(EcmgEvent event) {
    events.add(event);
  }

  void release() {
    answering = true;
    events.addAll(held);
    held.clear();
  }

  @Override
  public void request(CwProvision provision) {
    requested.add(provision.cpNumber());
    withCriteria.add(provision.hasAccessCriteria());
    provision.accessCriteria().ifPresent(value -> criteria = value);
    List<CryptoPeriodWord> words = new ArrayList<>();
    for (int i = 0; i < provision.wordCount(); i++) {
      byte[] word = new byte[provision.wordLength(i)];
      provision.copyWord(i, word, 0);
      words.add(new CryptoPeriodWord(provision.wordCpNumber(i), new ControlWord(word)));
    }
    EcmInput input = new EcmInput(provision.cpNumber(), words, AccessCriteria.of(criteria), now);
    Octets ecm = worker.ecm(input).section();
    (answering ? events : held).add(new EcmgEvent.Ecm(provision.cpNumber(), ecm));
  }

  @Override
  public @Nullable EcmgEvent poll() {
    return events.poll();
  }

  @Override
  public void reset(String reason) {
    resets++;
  }

  @Override
  public void close() {
    worker.close();
  }
}
