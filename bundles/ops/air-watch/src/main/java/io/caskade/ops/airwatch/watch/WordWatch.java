package io.caskade.ops.airwatch.watch;

import static java.util.Objects.requireNonNull;

import io.caskade.api.ecm.ControlWord;
import io.caskade.lib.ts.PesStart;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.Parity;
import io.caskade.lib.ts.scrambling.PayloadCipher;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stream of a service is scrambled with the word that its ECMs hold for this crypto
 * period. A few packets a second in which a PES packet begins are opened with each word that was
 * held out for their parity. A word that has opened packets is used up when the parity turns away
 * from it: whatever it still opens later is scrambled with an old word, also when the ECMs offer it
 * again.
 *
 * <p>Keeps {@value #KEPT} words of each parity and destroys what it forgets.
 */
final class WordWatch {
  /** How the last sample was opened. */
  enum Match {
    /** No word to try, or no sample yet. */
    NOT_KNOWN,
    /** By a word of this crypto period. */
    PRESENT,
    /** By a word whose crypto period is over. */
    OLD,
    /** By none of the words. */
    NONE
  }

  private static final int KEPT = 3;
  private static final long SAMPLE_EVERY = 200_000_000L;

  /**
   * A turn counts when so many packets in a row have the other parity: streams do not turn as one.
   */
  private static final int PROOF = 8;

  /** So many turns of the ECMs without one of the stream; two can happen by delays. */
  private static final int TURNS_MISSED = 3;

  private static final class Held {
    private final ControlWord word;
    private boolean opened;
    private long openedAt;
    private boolean usedUp;

    Held(ControlWord word) {
      this.word = word;
    }
  }

  private final Map<Parity, Deque<Held>> words = new EnumMap<>(Parity.class);
  private final byte[] scratch = new byte[TsPacket.SIZE];
  private @Nullable Parity onAir;
  private int contrary;
  private int turnsOfEcm;
  private long turnedAt;
  private long oldSince;
  private long sampled;
  private boolean sampledOnce;
  private Match match = Match.NOT_KNOWN;
  private @Nullable Held lastOpener;

  WordWatch() {
    for (Parity parity : Parity.values()) {
      words.put(parity, new ArrayDeque<>());
    }
  }

  /** Takes a word out of an ECM; it is destroyed here. */
  void offer(Parity parity, ControlWord word) {
    Deque<Held> held = held(parity);
    Optional<Held> known = held.stream().filter(h -> h.word.equals(word)).findFirst();
    if (known.isPresent()) {
      word.destroy();
      held.remove(known.get());
      held.addFirst(known.get());
      return;
    }
    held.addFirst(new Held(word));
    if (held.size() > KEPT) {
      // A word that is kept on air for ever must stay known, or its name would be lost with it.
      Held last = held.removeLast();
      Held evicted = last == lastOpener ? held.removeLast() : last;
      evicted.word.destroy();
      if (evicted != last) {
        held.addLast(last);
      }
    }
  }

  private Deque<Held> held(Parity parity) {
    return requireNonNull(words.get(parity));
  }

  /** The ECMs went on to the next crypto period. */
  void ecmTurned() {
    turnsOfEcm++;
  }

  /**
   * Takes a packet of the service.
   *
   * @param beginsPes a unit start in its stream is the beginning of a PES packet
   */
  void packet(TsPacket packet, boolean beginsPes, long now) {
    Optional<Parity> parity = Parity.of(packet.scramblingControl());
    if (parity.isEmpty() || packet.payloadLength() == 0) {
      return;
    }
    follow(parity.get(), now);
    if (beginsPes
        && parity.get() == onAir
        && packet.unitStart()
        && packet.payloadLength() >= PesStart.NEEDED
        && (!sampledOnce || now - sampled >= SAMPLE_EVERY)) {
      sampled = now;
      sampledOnce = true;
      sample(packet, parity.get(), now);
    }
  }

  private void follow(Parity parity, long now) {
    if (onAir == null) {
      onAir = parity;
      turnedAt = now;
    } else if (parity == onAir) {
      contrary = 0;
    } else if (++contrary >= PROOF) {
      useUp(held(onAir));
      onAir = parity;
      contrary = 0;
      turnsOfEcm = 0;
      turnedAt = now;
    }
  }

  /** A word that came early for the next period has not opened anything: it stays fresh. */
  private static void useUp(Deque<Held> held) {
    boolean older = false;
    for (Held h : held) {
      older |= h.opened;
      h.usedUp |= older;
    }
  }

  private void sample(TsPacket packet, Parity parity, long now) {
    Match before = match;
    Optional<Held> found = find(packet, held(parity), held -> true);
    // A mux may go on with a word and only turn the marking.
    Optional<Held> other =
        found.isPresent()
            ? Optional.empty()
            : find(packet, held(parity.other()), held -> held.opened);
    if (found.isPresent()) {
      match = found.get().usedUp ? Match.OLD : Match.PRESENT;
    } else if (other.isPresent()) {
      match = Match.OLD;
    } else {
      match = held(parity).isEmpty() ? Match.NOT_KNOWN : Match.NONE;
    }
    Optional<Held> opener = found.or(() -> other);
    opener.filter(held -> !held.opened).ifPresent(held -> held.openedAt = now);
    opener.ifPresent(held -> held.opened = true);
    lastOpener = opener.orElse(lastOpener);
    if (match == Match.OLD && before != Match.OLD) {
      oldSince = opener.map(held -> held.openedAt).orElse(now);
    }
  }

  private Optional<Held> find(TsPacket packet, Deque<Held> held, Predicate<Held> candidates) {
    for (Held candidate : held) {
      if (candidates.test(candidate) && opens(packet, candidate.word)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean opens(TsPacket packet, ControlWord word) {
    Optional<ScramblingAlgorithm> algorithm = algorithm(word.length());
    if (algorithm.isEmpty()) {
      return false;
    }
    byte[] key = new byte[word.length()];
    word.copyTo(key, 0);
    PayloadCipher cipher = algorithm.get().cipher(key);
    try {
      int length = packet.payloadLength();
      System.arraycopy(packet.buffer(), packet.payloadOffset(), scratch, 0, length);
      cipher.decrypt(scratch, 0, length);
      return PesStart.at(scratch, 0, length);
    } finally {
      cipher.destroy();
      Arrays.fill(key, (byte) 0);
      Arrays.fill(scratch, (byte) 0);
    }
  }

  private static Optional<ScramblingAlgorithm> algorithm(int wordLength) {
    return Arrays.stream(ScramblingAlgorithm.values())
        .filter(algorithm -> algorithm.controlWordSize() == wordLength)
        .findFirst();
  }

  Match match() {
    return match;
  }

  Optional<Parity> onAir() {
    return Optional.ofNullable(onAir);
  }

  /** The ECMs turned again and again and the stream did not. */
  boolean stuck() {
    return onAir != null && turnsOfEcm >= TURNS_MISSED;
  }

  /**
   * How long the service has been scrambled with the present word, nanoseconds; 0 if not at all.
   */
  long age(long now) {
    if (onAir == null) {
      return 0;
    }
    return now - (match == Match.OLD ? oldSince : turnedAt);
  }

  /** The stream was away: what turned meanwhile is not known, so every word counts as fresh. */
  void reset() {
    words.values().forEach(held -> held.forEach(h -> h.word.destroy()));
    words.values().forEach(Deque::clear);
    onAir = null;
    contrary = 0;
    turnsOfEcm = 0;
    sampledOnce = false;
    lastOpener = null;
    match = Match.NOT_KNOWN;
  }
}
