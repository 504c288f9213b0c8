package io.caskade.cards.virtual.card;

import static io.caskade.cards.virtual.card.HeadEnd.ask;
import static io.caskade.cards.virtual.card.HeadEnd.ecm;
import static io.caskade.cards.virtual.card.HeadEnd.emmCommand;
import static io.caskade.cards.virtual.card.HeadEnd.emmOf;
import static io.caskade.cards.virtual.card.HeadEnd.emmText;
import static io.caskade.cards.virtual.card.HeadEnd.opens;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.keys.crypto.BlockCiphers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The card that keeps what the product promises, over its commands. */
class PromisedCardTest {
  private static final long DAY = 86_400;
  private static final String HOST_A = "DD82000011110F01B00FFFFFFB000009040B00E0302B";
  private static final String HOST_B = "DD82000011110F01B00FFFFFFB000009040B000FDD01";
  private static final String SUBSCRIPTION = "DDC60000031C0100";

  private final List<CardState> saved = new ArrayList<>();
  private final VirtualCard card =
      HeadEnd.card(CardTerms.PROMISED, CardState.fresh(HeadEnd.config()), saved::add);

  @Test
  void itOpensWhatWasPaidInsideItsWindow() {
    assertThat(opens(card, ecm(HeadEnd.OPENS - 1, 1, 1, 1))).isFalse();
    assertThat(opens(card, ecm(HeadEnd.OPENS, 1, 1, 1))).isTrue();
    assertThat(opens(card, ecm(HeadEnd.LAST, 2, 1, 0xFFFF_FFFF))).isTrue();
    assertThat(opens(card, ecm(HeadEnd.LAST + 1, 2, 2, 1))).isFalse();
    assertThat(opens(card, ecm(HeadEnd.OPENS, 3, 1, 2))).as("another package").isFalse();
    assertThat(opens(card, ecm(HeadEnd.OPENS, 3, 1, 0))).isFalse();
  }

  @Test
  void anEmmIsAppliedOnceAndRepeatingItChangesAndWritesNothing() {
    assertThat(emm(emmText(6, false, 0, 7))).isEqualTo(EmmOutcome.APPLIED);
    assertThat(opens(card, ecm(HeadEnd.LAST + 1, 1, 1, 2))).as("the second of finish").isTrue();
    assertThat(opens(card, ecm(HeadEnd.OPENS, 2, 1, 1))).isFalse();
    CardState after = saved.get(saved.size() - 1);
    assertThat(after.entitlement()).isEqualTo(card.state().entitlement());
    int writes = saved.size();
    for (int i = 0; i < 100; i++) {
      assertThat(emm(emmText(6, false, 0, 7))).isEqualTo(EmmOutcome.REPEATED);
    }
    assertThat(saved).hasSize(writes);
    assertThat(card.state().entitlement()).isEqualTo(after.entitlement());
  }

  @Test
  void anEmmWithAWrongSumChangesNothing() {
    Entitlement before = card.state().entitlement();
    for (int wrong : new int[] {4, 16, 22, 23, 24, 46, 47}) {
      byte[] text = emmText(0xFF, false, 0, 7);
      text[wrong] ^= 0x10;
      assertThat(emm(text)).as("byte %d", wrong).isEqualTo(EmmOutcome.CHECKSUM_WRONG);
      assertThat(card.state().entitlement()).isEqualTo(before);
    }
    assertThat(saved).isEmpty();
    assertThat(ask(card, SUBSCRIPTION)).isEqualTo("9831");
    assertThat(ask(card, "DDCA000031")).as("a technician sees it").contains("200407");
  }

  @Test
  void theFirstSumCountsEvenWhenTheLastIsRight() {
    byte[] text = emmText(0xFF, false, 0, 7);
    text[7] ^= 1;
    text[47] ^= 1;
    assertThat(ClearText.sumIsRight(text)).isTrue();
    assertThat(emm(text)).isEqualTo(EmmOutcome.CHECKSUM_WRONG);
  }

  @Test
  void malformedEmmsAreAnsweredAndChangeNothing() {
    CardState before = card.state();
    byte[] section = emmOf(emmText(0xFF, false, 0, 7));
    for (int length = 0; length < section.length; length++) {
      assertThat(status(emmCommand(Arrays.copyOf(section, length)))).isEqualTo(0x9000);
      assertThat(card.lastEmm()).isEqualTo(EmmOutcome.MALFORMED);
    }
    assertThat(status(emmCommand(Arrays.copyOf(section, 253)))).isEqualTo(0x9000);
    assertThat(card.lastEmm()).isEqualTo(EmmOutcome.MALFORMED);
    for (int at : new int[] {0, 1, 2, 10, 11, 12, 13}) {
      byte[] other = section.clone();
      other[at] ^= 1;
      card.command(emmCommand(other));
      assertThat(card.lastEmm()).as("byte %d", at).isEqualTo(EmmOutcome.MALFORMED);
    }
    for (int at : new int[] {6, 9, 14, 21}) {
      byte[] other = section.clone();
      other[at] ^= 1;
      card.command(emmCommand(other));
      assertThat(card.lastEmm()).as("byte %d", at).isEqualTo(EmmOutcome.OTHER_CARD);
    }
    assertThat(card.state().entitlement()).isEqualTo(before.entitlement());
    assertThat(card.state().host()).isZero();
    assertThat(saved).isEmpty();
  }

  @Test
  void whateverComesIsAnsweredAndNothingIsCorrupted() {
    var random = new SplittableRandom(5);
    Entitlement before = card.state().entitlement();
    int[] tags = {0x10, 0x11, 0x12, 0x14, 0x1C, 0x1E, 0x1F, 0x66, 0xFF};
    for (int i = 0; i < 20_000; i++) {
      byte[] command = new byte[random.nextInt(261)];
      random.nextBytes(command);
      if (command.length > 5 && random.nextInt(4) > 0) {
        command[0] = (byte) 0xDD;
        command[4] = (byte) (command.length - 5);
        command[5] = (byte) tags[random.nextInt(tags.length)];
      }
      assertThat(card.command(command).length).isBetween(2, 257);
    }
    assertThat(card.state().entitlement()).isEqualTo(before);
    assertThat(opens(card, ecm(HeadEnd.OPENS, 1, 1, 1))).isTrue();
  }

  @Test
  void malformedEcmsAreNotFound() {
    byte[] section = ecm(HeadEnd.OPENS, 1, 1, 1);
    for (int length = 0; length < section.length; length++) {
      assertThat(opens(card, Arrays.copyOf(section, length))).isFalse();
    }
    for (int length : new int[] {56, 200, 252}) {
      assertThat(opens(card, Arrays.copyOf(section, length))).isFalse();
    }
    for (int at = 1; at < 7; at++) {
      byte[] other = section.clone();
      other[at] ^= 1;
      assertThat(opens(card, other)).as("byte %d", at).isFalse();
    }
    byte[] damaged = section.clone();
    damaged[54] ^= 1;
    assertThat(opens(card, damaged)).isFalse();
    assertThat(opens(card, section)).isTrue();
  }

  @Test
  void pairingIsKeptAsTheChapterSays() {
    ask(card, HOST_A);
    assertThat(emm(emmText(1, true, 0, 1)))
        .as("nothing remembered: learns once")
        .isEqualTo(EmmOutcome.APPLIED);
    assertThat(opens(card, ecm(HeadEnd.OPENS, 1, 1, 1))).isTrue();
    ask(card, HOST_B);
    assertThat(opens(card, ecm(HeadEnd.OPENS + 10, 1, 2, 1))).isFalse();
    emm(emmText(1, true, 0, 2));
    assertThat(opens(card, ecm(HeadEnd.OPENS + 10, 1, 2, 1))).as("not learnt").isFalse();
    emm(emmText(1, false, 0, 3));
    emm(emmText(1, true, 0, 4));
    assertThat(opens(card, ecm(HeadEnd.OPENS + 10, 1, 2, 1))).as("moved").isTrue();
    card.reset();
    assertThat(opens(card, ecm(HeadEnd.OPENS + 10, 1, 2, 1))).as("an unnamed host").isFalse();
  }

  @Test
  void anEmmLeavesTheAddressesAlone() {
    ask(card, "DD26000003100140");
    String before = ask(card, "DDCA000011");
    emm(emmText(1, false, 0, 1));
    ask(card, "DD26000003100140");
    assertThat(ask(card, "DDCA000011")).isEqualTo(before);
  }

  @Test
  void threeServicesAreBlockedForADayAndOnlyAnUnblockingEmmLiftsThat() {
    long time = blockedAt();
    assertThat(blockedIsShown()).isTrue();
    assertThat(saved).as("a block is written at once").hasSize(1);
    card.reset();
    for (int i = 0; i < 3; i++) {
      assertThat(emm(emmText(3, false, 0, i))).as("an ordinary one").isNotNull();
      assertThat(opens(card, ecm(time, 9, i, 1))).isFalse();
    }
    assertThat(emm(emmText(3, false, 1, 1))).isEqualTo(EmmOutcome.UNBLOCKED);
    assertThat(blockedIsShown()).isFalse();
    assertThat(opens(card, ecm(time, 9, 9, 1))).isTrue();
  }

  @Test
  void anUnblockingEmmTakesEffectOnceForEachText() {
    blockedAt();
    assertThat(emm(emmText(3, false, 1, 1))).isEqualTo(EmmOutcome.UNBLOCKED);
    blockedAt();
    assertThat(emm(emmText(3, false, 1, 1))).isEqualTo(EmmOutcome.REPEATED);
    assertThat(blockedIsShown()).as("the same once more").isTrue();
    VirtualCard again = HeadEnd.card(CardTerms.PROMISED, card.state(), CardStore.NONE);
    again.command(emmCommand(emmOf(emmText(3, false, 1, 1))));
    assertThat(again.lastEmm()).as("after power was gone").isEqualTo(EmmOutcome.REPEATED);
    assertThat(emm(emmText(3, false, 1, 2))).isEqualTo(EmmOutcome.UNBLOCKED);
    assertThat(blockedIsShown()).isFalse();
  }

  @Test
  void aBlockIsOverAfterADayOfEcmTime() {
    long time = blockedAt();
    assertThat(opens(card, ecm(time - 3_600, 9, 1, 1))).as("an older time").isFalse();
    assertThat(opens(card, ecm(time + DAY - 10, 9, 2, 1))).isFalse();
    byte[] forged = new byte[48];
    Arrays.fill(forged, (byte) 0x7F);
    assertThat(opens(card, HeadEnd.ecmOf(true, forged))).as("a wrong sum").isFalse();
    assertThat(blockedIsShown()).isTrue();
    assertThat(opens(card, ecm(time + DAY + 1, 9, 4, 1))).isTrue();
    assertThat(blockedIsShown()).isFalse();
  }

  @Test
  void ecmsDoNotWriteTheState() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(opens(card, ecm(HeadEnd.OPENS + 10L * i, 1, i, 1))).isTrue();
    }
    assertThat(saved).isEmpty();
  }

  @Test
  void pinsAreComparedWholeAndCommandsStayInStep() {
    for (String wrong : List.of("30323334", "31323335", "00000000")) {
      assertThat(ask(card, "DDC80000071F05" + wrong + "04")).isEqualTo("9017");
      assertThat(ask(card, "DDC800000A1E08" + wrong + "35363738")).isEqualTo("9017");
    }
    assertThat(ask(card, "DDC80000061F0531323334")).as("without a value").isEqualTo("9017");
    assertThat(ask(card, "DDC800000A1E083132333435363738")).isEqualTo("9000");
    assertThat(ask(card, "DDC80000071F053132333404")).isEqualTo("9017");
    assertThat(ask(card, "DDC80000071F053536373804")).isEqualTo("9000");
    assertThat(card.state().maturity()).isEqualTo(4);
    assertThat(saved).hasSize(2);
  }

  @Test
  void whatWaitsIsFetchedAsOftenAsAskedAndNeverMore() {
    ask(card, "DDC20000026600");
    assertThat(ask(card, "DDCA000006")).isEqualTo("74047D2B75049000");
    assertThat(ask(card, "DDCA000002")).isEqualTo("74049000");
    assertThat(ask(card, "DDCA0000FF")).isEqualTo("74047D2B75049000");
    card.reset();
    assertThat(ask(card, "DDCA000006")).as("nothing outlasts a reset").isEqualTo("9000");
  }

  @Test
  void theOtherInstructionsAreThere() {
    assertThat(ask(card, "DD99000000")).isEqualTo("9000");
    assertThat(ask(card, "DD11000000")).isEqualTo("9000");
    assertThat(ask(card, "DDCA000018")).endsWith("124EB08FD81AA1809000");
    assertThat(ask(card, "00A4040000")).isEqualTo("9000");
    assertThat(card.sends(0xDD, 0xCA)).isTrue();
    assertThat(card.sends(0xDD, 0xA2)).isFalse();
    assertThat(card.sends(0x00, 0xCA)).isFalse();
  }

  @Test
  void aFullDiskIsToldAndTheCardGoesOn() {
    AtomicInteger told = new AtomicInteger();
    VirtualCard poor =
        new VirtualCard(
            HeadEnd.config(),
            CardState.fresh(HeadEnd.config()),
            CardTerms.PROMISED,
            new BlockCiphers(),
            state -> {
              throw new IOException("full");
            },
            e -> told.incrementAndGet());
    assertThat(HeadEnd.hex(poor.command(emmCommand(emmOf(emmText(6, false, 0, 7))))))
        .isEqualTo("9000");
    assertThat(told).hasValue(1);
    assertThat(opens(poor, ecm(HeadEnd.OPENS, 1, 1, 2))).isTrue();
  }

  /** Three services until the card is blocked; the time then. */
  private long blockedAt() {
    long time = HeadEnd.OPENS;
    for (int number = 1; !card.state().limit().blocked(); number++) {
      time += 10;
      for (int service = 1; service <= 3; service++) {
        opens(card, ecm(time, service, number, 1));
      }
      assertThat(number).isLessThan(100);
    }
    return time;
  }

  private boolean blockedIsShown() {
    ask(card, SUBSCRIPTION);
    return ask(card, "DDCA000031").contains("4341524420424C4F434B4544202020");
  }

  private EmmOutcome emm(byte[] text) {
    assertThat(status(emmCommand(emmOf(text)))).isEqualTo(0x9000);
    return card.lastEmm();
  }

  private int status(byte[] command) {
    byte[] answer = card.command(command);
    return (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF;
  }
}
