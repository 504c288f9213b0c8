package io.caskade.tools.simulator.box;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.PacketDescrambler;
import io.caskade.lib.ts.scrambling.Parity;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.tools.simulator.card.SoftwareCard;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One service in the box: ECMs to the card, words to the descrambler. A word serves one crypto
 * period: when the parity on air changes, the old one is used up, and a word that came early for
 * the next period of the same parity takes its place. So "opened" means opened with the right word.
 */
final class ServiceDescrambler {
  private final int serviceId;
  private final SoftwareCard card;
  private final PacketDescrambler descrambler;
  private final Map<Parity, ControlWord> installed = new EnumMap<>(Parity.class);
  private final Map<Parity, ControlWord> early = new EnumMap<>(Parity.class);
  private @Nullable Octets lastEcm;
  private @Nullable Parity onAir;
  private long descrambled;
  private long dark;
  private long clear;
  private long granted;
  private long refused;
  private long foreign;
  private long firstScrambled = -1;
  private long picture = -1;
  private long lastDescrambled = -1;
  private long lastDark = -1;

  ServiceDescrambler(int serviceId, ScramblingAlgorithm algorithm, SoftwareCard card) {
    this.serviceId = serviceId;
    this.card = card;
    this.descrambler = new PacketDescrambler(algorithm);
  }

  /** An ECM goes to the card when it is another one than before. */
  void ecm(Octets section) {
    if (lastEcm != null && section.equals(lastEcm)) {
      return;
    }
    lastEcm = section;
    SoftwareCard.Verdict verdict = card.ecm(section);
    if (verdict instanceof SoftwareCard.Verdict.Granted opened) {
      granted++;
      offer(Parity.EVEN, opened.words().even());
      offer(Parity.ODD, opened.words().odd());
    } else if (verdict instanceof SoftwareCard.Verdict.Refused) {
      refused++;
    } else {
      foreign++;
    }
  }

  /** The card may judge the ECM on air differently now. */
  void rightsChanged() {
    lastEcm = null;
  }

  private void offer(Parity parity, ControlWord word) {
    ControlWord present = installed.get(parity);
    if (parity != onAir || present == null) {
      install(parity, word);
    } else if (present.equals(word)) {
      word.destroy();
    } else {
      replace(early, parity, word);
    }
  }

  private void install(Parity parity, ControlWord word) {
    byte[] bytes = new byte[word.length()];
    word.copyTo(bytes, 0);
    descrambler.install(parity, bytes);
    Arrays.fill(bytes, (byte) 0);
    replace(installed, parity, word);
  }

  private static void replace(
      Map<Parity, ControlWord> words, Parity parity, @Nullable ControlWord word) {
    ControlWord old = word == null ? words.remove(parity) : words.put(parity, word);
    if (old != null) {
      old.destroy();
    }
  }

  /** Opens a packet of an elementary stream when it can. */
  PacketDescrambler.Result packet(TsPacket packet, long time) {
    Optional<Parity> parity = Parity.of(packet.scramblingControl());
    if (parity.isPresent() && parity.get() != onAir) {
      turn(parity.get());
    }
    PacketDescrambler.Result result = descrambler.descramble(packet);
    count(result, time);
    return result;
  }

  private void turn(Parity now) {
    boolean first = onAir == null;
    onAir = now;
    if (first) {
      return; // whatever is installed is for now and the next period
    }
    Parity usedUp = now.other();
    ControlWord waiting = early.remove(usedUp);
    if (waiting != null) {
      install(usedUp, waiting);
    } else if (installed.containsKey(usedUp)) {
      descrambler.remove(usedUp);
      replace(installed, usedUp, null);
    }
  }

  private void count(PacketDescrambler.Result result, long time) {
    if (result == PacketDescrambler.Result.CLEAR) {
      clear++;
      return;
    }
    if (firstScrambled < 0) {
      firstScrambled = time;
    }
    if (result == PacketDescrambler.Result.DARK) {
      dark++;
      lastDark = time;
      return;
    }
    descrambled++;
    lastDescrambled = time;
    if (picture < 0) {
      picture = time - firstScrambled;
    }
  }

  ServiceView view() {
    return new ServiceView(
        serviceId,
        descrambled,
        dark,
        clear,
        granted,
        refused,
        foreign,
        picture,
        lastDescrambled,
        lastDark);
  }

  void destroy() {
    descrambler.destroy();
    installed.values().forEach(ControlWord::destroy);
    early.values().forEach(ControlWord::destroy);
  }
}
