package io.caskade.tools.simulator.scs;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.CryptoPeriods;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.PacketScrambler;
import io.caskade.lib.ts.scrambling.Parity;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Crypto periods of one service (simulcrypt chapters 1, 4.3 and 5). The request for period n+1
 * leaves when period n begins; the word changes only when ECM n+1 is there, and not before {@code
 * delay_start} allows its playout. Without it the old word and the old ECM stay: degraded. Before
 * the first ECM the service is clear.
 *
 * <p>Times are nanoseconds of the stream. Confined to a thread.
 */
public final class Scs implements AutoCloseable {
  private static final long MS = 1_000_000L;
  private static final long RETRY = 1_000 * MS;

  /** What a network may add to max_comp_time before the connection is given up. */
  private static final long PATIENCE = 5_000 * MS;

  private final EcmStream stream;
  private final EcmgLink link;
  private final Consumer<String> notices;
  private final ControlWords words;
  private final PacketScrambler scrambler;
  private final long period;

  private @Nullable ChannelTerms terms;
  private boolean criteriaInEveryMessage;
  private boolean criteriaSent;
  private boolean scrambling;
  private boolean degraded;
  private boolean outstanding;
  private long requestedAt;
  private long retryAt;
  private int cpNumber;
  private long begin;
  private @Nullable PeriodEcm previous;
  private @Nullable PeriodEcm current;
  private @Nullable PeriodEcm next;

  private long periods;
  private long ecms;
  private long refusals;
  private long degradations;
  private long connections;
  private long lateAnswers;

  /**
   * An ECM that came in time or late.
   *
   * @param delayStart from the begin of its period, nanoseconds
   */
  private record PeriodEcm(Octets datagram, long arrival, long delayStart) {}

  /**
   * @param random makes control words; cryptographic, except in tests
   * @param notices takes what an operator should read
   */
  public Scs(EcmStream stream, EcmgLink link, RandomGenerator random, Consumer<String> notices) {
    this.stream = stream;
    this.link = link;
    this.notices = notices;
    this.words = new ControlWords(stream.algorithm(), random);
    this.scrambler = new PacketScrambler(stream.algorithm());
    this.period = stream.cryptoPeriod().toNanos();
    this.cpNumber = stream.firstCpNumber();
  }

  public EcmStream stream() {
    return stream;
  }

  /**
   * Lets time pass up to {@code now}: before the packet that is on air then.
   *
   * @throws ScsException when the crypto period does not fit the ECMG's terms
   */
  public void advance(long now) {
    for (EcmgEvent event = link.poll(); event != null; event = link.poll()) {
      take(event, now);
    }
    ask(now);
    PeriodEcm ready = next;
    if (ready != null && now >= switchAt(ready)) {
      turn(ready, now);
      ask(now);
    } else if (ready == null && scrambling && !degraded && now >= begin + period) {
      degraded = true;
      degradations++;
      say("degraded: no ECM for crypto period " + following() + ", the old control word stays");
    }
  }

  private void take(EcmgEvent event, long now) {
    if (event instanceof EcmgEvent.Opened opened) {
      open(opened);
    } else if (event instanceof EcmgEvent.Ecm ecm) {
      answer(ecm, now);
    } else if (event instanceof EcmgEvent.Refused refused) {
      refusals++;
      outstanding = false;
      retryAt = now + RETRY;
      say("the ECMG refused crypto period " + wanted() + ": " + refused.reason());
    } else if (event instanceof EcmgEvent.Lost lost) {
      if (terms != null || connections == 0) {
        say(lost.reason() + "; trying again");
      }
      terms = null;
      outstanding = false;
    }
  }

  private void open(EcmgEvent.Opened opened) {
    ChannelTerms offered = opened.terms();
    TermsCheck.require(offered, stream);
    terms = offered;
    criteriaInEveryMessage = opened.criteriaInEveryMessage();
    criteriaSent = false;
    outstanding = false;
    retryAt = Long.MIN_VALUE;
    connections++;
    say(connections == 1 ? "channel and stream are open" : "connected again");
  }

  private void answer(EcmgEvent.Ecm ecm, long now) {
    if (!outstanding || ecm.cpNumber() != wanted() || terms == null) {
      say("an ECM for crypto period " + ecm.cpNumber() + " came that was not asked for");
      return;
    }
    outstanding = false;
    ecms++;
    if (now - requestedAt > terms.maxCompTimeMs() * MS) {
      lateAnswers++;
    }
    int delay =
        scrambling
            ? terms.delayStartMs()
            : terms.transitionDelayStartMs().orElse(terms.delayStartMs());
    next = new PeriodEcm(ecm.datagram(), now, delay * MS);
  }

  private void ask(long now) {
    if (terms == null || next != null) {
      return;
    }
    if (!outstanding && now >= retryAt) {
      request(terms, now);
    } else if (outstanding && now > requestedAt + terms.maxCompTimeMs() * MS + PATIENCE) {
      say("no answer for crypto period " + wanted() + ": connecting anew");
      outstanding = false;
      terms = null;
      link.reset("no answer");
    }
  }

  private void request(ChannelTerms agreed, long now) {
    int wanted = wanted();
    CwProvision.Builder builder =
        CwProvision.builder(stream.version(), stream.channelId(), stream.streamId(), wanted);
    if (criteriaInEveryMessage || !criteriaSent) {
      builder.accessCriteria(stream.accessCriteria().octets().toByteArray());
    }
    int first = CryptoPeriods.firstCarried(wanted, agreed.leadCw(), agreed.cwPerMsg());
    for (int i = 0; i < agreed.cwPerMsg(); i++) {
      int carried = CryptoPeriods.plus(first, i);
      byte[] word = words.copyOf(carried);
      builder.word(carried, word);
      Arrays.fill(word, (byte) 0);
    }
    CwProvision provision = builder.build();
    outstanding = true;
    requestedAt = now;
    criteriaSent = true;
    link.request(provision);
    provision.wipeControlWords();
  }

  /** The period whose ECM is asked for. */
  private int wanted() {
    return scrambling ? following() : cpNumber;
  }

  private int following() {
    return CryptoPeriods.plus(cpNumber, 1);
  }

  /** When the period of an ECM begins: its playout must have begun by then if it is to lead. */
  private long switchAt(PeriodEcm ecm) {
    long playable = ecm.arrival() + Math.max(0, -ecm.delayStart());
    return scrambling ? Math.max(begin + period, playable) : playable;
  }

  private void turn(PeriodEcm ecm, long now) {
    if (scrambling) {
      cpNumber = following();
      // Packets come in steps: the schedule must not creep by them.
      begin = switchAt(ecm);
    } else {
      begin = now;
      say("scrambling begins with crypto period " + cpNumber);
    }
    scrambling = true;
    previous = current;
    current = ecm;
    next = null;
    periods++;
    byte[] word = words.copyOf(cpNumber);
    scrambler.install(parity(), word);
    Arrays.fill(word, (byte) 0);
    words.forgetBefore(cpNumber);
    if (degraded) {
      degraded = false;
      say("crypto period " + cpNumber + " has its ECM: the schedule goes on");
    }
  }

  private Parity parity() {
    return CryptoPeriods.isEven(cpNumber) ? Parity.EVEN : Parity.ODD;
  }

  /** Scrambles a packet under the present word; leaves it clear before the first ECM. */
  public boolean scramble(TsPacket packet) {
    return scrambling && scrambler.scramble(packet, parity());
  }

  /** The ECM that belongs on air now: the newest whose time has come (simulcrypt chapter 5). */
  public Optional<Octets> ecmOnAir(long now) {
    PeriodEcm coming = next;
    if (coming != null && now >= switchAt(coming) + coming.delayStart()) {
      return Optional.of(coming.datagram());
    }
    PeriodEcm present = current;
    if (present != null && now >= begin + present.delayStart()) {
      boolean over = coming != null && now >= switchAt(coming) + delayStop();
      return over ? Optional.empty() : Optional.of(present.datagram());
    }
    PeriodEcm past = previous;
    return past != null && now < begin + delayStop()
        ? Optional.of(past.datagram())
        : Optional.empty();
  }

  private long delayStop() {
    return terms == null ? Long.MAX_VALUE / 2 : terms.delayStopMs() * MS;
  }

  /** Whether ECMs come as sections or packets; empty while there is no channel. */
  public Optional<SectionTspktFlag> form() {
    return Optional.ofNullable(terms).map(ChannelTerms::form);
  }

  /** ECM_rep_period in nanoseconds; empty while there is no channel. */
  public Optional<Long> repetition() {
    return Optional.ofNullable(terms).map(t -> Math.max(1, t.ecmRepPeriodMs()) * MS);
  }

  public ScsReport report() {
    return new ScsReport(
        stream.serviceId(),
        scrambling,
        degraded,
        cpNumber,
        periods,
        ecms,
        refusals,
        degradations,
        connections,
        lateAnswers);
  }

  private void say(String text) {
    notices.accept("service " + stream.serviceId() + ": " + text);
  }

  @Override
  public void close() {
    link.close();
    scrambler.destroy();
    words.destroy();
  }
}
