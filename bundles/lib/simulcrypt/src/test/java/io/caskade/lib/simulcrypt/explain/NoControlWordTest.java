package io.caskade.lib.simulcrypt.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.simulcrypt.GoldenPdus;
import io.caskade.lib.simulcrypt.GoldenPdus.Golden;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never a control word: not in a sentence, not in the bytes around a fault, not in a capture. */
class NoControlWordTest {
  private static final int CP_LENGTH = 2;

  /** Three bytes in a row are told from chance. */
  private static final int PIECE = 3;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecmg-v2-cissa-tspacket",
        "ecmg-v2-cpwrap-FFFF",
        "ecmg-v2-csa2-section-noac",
        "ecmg-v2-csa2-tspacket",
        "ecmg-v2-errors",
        "ecmg-v2-multi",
        "ecmg-v2-onecw",
        "ecmg-v3-cissa-section",
        "ecmg-v3-csa2-tspacket"
      })
  void recordedMessagesKeepEverythingButTheirWords(String file) {
    int provisions = 0;
    for (Golden golden : GoldenPdus.of(file)) {
      Pdu message = Pdu.wrap(golden.bytes());
      Disclosure seen = Disclosure.of(SimulcryptInterface.ECMG_SCS, message);
      Pdu kept = Pdu.wrap(seen.blanked());
      assertThat(kept.length()).isEqualTo(message.length());
      if (golden.message().equals("CW_provision") && seen.isSound()) {
        provisions++;
        CwProvision provision = new CwProvision(message);
        Pdu expected = Pdu.wrap(golden.bytes());
        expected.wipe(EcmgParameters.CP_CW_COMBINATION, CP_LENGTH);
        assertThat(kept).as(golden.toString()).isEqualTo(expected);
        requireNone(seen, pieces(provision));
      }
    }
    assertThat(provisions).as("CW_provisions of " + file).isPositive();
  }

  @Test
  void aStreamWithOneByteTooManyTooFewOrWrongShowsNoWord() {
    Random random = new Random(4);
    for (Tolerance tolerance : Tolerance.values()) {
      for (int words = 8; words <= 16; words += 8) {
        Dialogue dialogue = new Dialogue(random, words);
        for (int at = 0; at < dialogue.bytes.length; at++) {
          check(tolerance, dialogue, without(dialogue.bytes, at));
          for (int value : new int[] {0, 1, 2, 0x60, 0xFF, random.nextInt(256)}) {
            check(tolerance, dialogue, with(dialogue.bytes, at, value, 1));
            check(tolerance, dialogue, with(dialogue.bytes, at, value, 0));
          }
        }
      }
    }
  }

  /** The fuzzer damages the dialogue in as many places as it likes. */
  @FuzzTest
  void aDamagedStreamShowsNoWord(byte[] damage) {
    Dialogue dialogue = new Dialogue(new Random(9), 8);
    byte[] bytes = dialogue.bytes;
    for (int i = 0; i + 2 < damage.length && i < 12; i += 3) {
      int at = Math.floorMod((damage[i] & 0xFF) * 3, bytes.length);
      bytes =
          switch (damage[i + 1] & 3) {
            case 0 -> without(bytes, at);
            case 1 -> with(bytes, at, damage[i + 2], 1);
            default -> with(bytes, at, damage[i + 2], 0);
          };
    }
    check(Tolerance.STANDARD, dialogue, bytes);
    check(Tolerance.LENIENT, dialogue, bytes);
  }

  @FuzzTest
  void anyBytesGiveSentences(byte[] bytes) {
    Listener listener = new Listener(Tolerance.STANDARD).hear(bytes);
    for (Explanation explanation : listener.explained) {
      explanation.text(Locale.ENGLISH);
      explanation.cure(Locale.forLanguageTag("ru"));
    }
    for (SimulcryptInterface spoken : SimulcryptInterface.values()) {
      Disclosure seen = Disclosure.of(spoken, bytes, 0, bytes.length, true);
      seen.around(bytes.length);
      assertThat(seen.blanked()).hasSize(bytes.length);
    }
  }

  private static void check(Tolerance tolerance, Dialogue dialogue, byte[] stream) {
    Listener listener = new Listener(tolerance).hear(stream);
    listener.kept.forEach(seen -> requireNone(seen, dialogue.pieces));
    for (Explanation explanation : listener.explained) {
      for (String argument : explanation.arguments()) {
        requireNone(argument, dialogue);
      }
      requireNone(explanation.bytes(), dialogue);
    }
  }

  private static void requireNone(String text, Dialogue dialogue) {
    String hex = text.replaceAll("[^0-9A-Fa-f]", "").toUpperCase(Locale.ROOT);
    for (String piece : dialogue.hexPieces) {
      if (hex.contains(piece)) {
        throw new AssertionError(piece + " of a control word in: " + text);
      }
    }
  }

  private static void requireNone(Disclosure seen, Set<Integer> pieces) {
    byte[] kept = seen.blanked();
    for (int at = 0; at + PIECE <= kept.length; at++) {
      if (pieces.contains(piece(kept, at))) {
        throw new AssertionError("a piece of a control word at " + at + ": " + seen.around(at));
      }
    }
  }

  private static int piece(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
  }

  private static Set<Integer> pieces(CwProvision provision) {
    Set<Integer> pieces = new HashSet<>();
    for (int i = 0; i < provision.wordCount(); i++) {
      byte[] word = new byte[provision.wordLength(i)];
      provision.copyWord(i, word, 0);
      for (int at = 0; at + PIECE <= word.length; at++) {
        pieces.add(piece(word, at));
      }
    }
    pieces.remove(0);
    return pieces;
  }

  private static byte[] without(byte[] bytes, int at) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
    return shorter;
  }

  /** Replaces one byte, or puts one in front of it. */
  private static byte[] with(byte[] bytes, int at, int value, int more) {
    byte[] other = new byte[bytes.length + more];
    System.arraycopy(bytes, 0, other, 0, at);
    other[at] = (byte) value;
    System.arraycopy(bytes, at + 1 - more, other, at + 1, bytes.length - at - 1 + more);
    return other;
  }

  /** What a mux sends, with words that nothing else looks like. */
  private static final class Dialogue {
    final Set<Integer> pieces = new HashSet<>();
    final Set<String> hexPieces = new HashSet<>();
    final byte[] bytes;

    Dialogue(Random random, int wordLength) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      append(all, ChannelSetup.of(2, 1, 0x0B000001).pdu());
      append(all, StreamSetup.of(2, 1, 1, OptionalInt.of(7), 100).pdu());
      for (int cp = 0; cp < 4; cp++) {
        CwProvision.Builder builder = CwProvision.builder(2, 1, 1, cp);
        if (cp % 2 == 0) {
          builder.cpDuration(100).accessCriteria(new byte[] {0, 0, 0, 1});
        }
        builder.word(cp, word(random, wordLength)).word(cp + 1, word(random, wordLength));
        if (cp == 3) {
          builder.accessCriteria(new byte[] {0, 0, 0, 1, 0, 0, 0, 2});
        }
        CwProvision provision = builder.build();
        pieces.addAll(NoControlWordTest.pieces(provision));
        append(all, provision.pdu());
        append(all, ChannelTest.of(2, 1).pdu());
      }
      bytes = all.toByteArray();
      pieces.forEach(piece -> hexPieces.add(String.format(Locale.ROOT, "%06X", piece)));
    }

    private static byte[] word(Random random, int length) {
      byte[] word = new byte[length];
      for (int i = 0; i < length; i++) {
        word[i] = (byte) (0x21 + random.nextInt(0xDE));
      }
      return word;
    }

    private static void append(ByteArrayOutputStream all, Pdu message) {
      List.of(message.toByteArray()).forEach(all::writeBytes);
    }
  }
}
