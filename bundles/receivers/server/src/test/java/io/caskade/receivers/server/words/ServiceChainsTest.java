package io.caskade.receivers.server.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** ECMs that share a word are of one service, whoever asks and in whatever order. */
class ServiceChainsTest {
  private final ServiceChains chains = new ServiceChains(100, new SplittableRandom(5));

  private ChainedEcm place(int service, long number) {
    return chains.place(Ecms.of(service, number, number * 10), 0);
  }

  @Test
  void neighboursAreOneServiceAndOthersAreNot() {
    ChainedEcm first = place(1, 5);
    ChainedEcm other = place(2, 5);
    ChainedEcm next = place(1, 6);
    ChainedEcm before = place(1, 4);
    assertThat(next.chain().root()).isSameAs(first.chain().root());
    assertThat(before.chain().root()).isSameAs(first.chain().root());
    assertThat(other.chain().root()).isNotSameAs(first.chain().root());
    assertThat(next.chain().periodSeconds()).isEqualTo(10);
    assertThat(next.isNextTo(first)).isTrue();
    assertThat(next.isNextTo(before)).isFalse();
    assertThat(place(1, 5).samePeriodAs(first)).isTrue();
  }

  @Test
  void theEcmBetweenJoinsTwoChains() {
    ChainedEcm early = place(1, 1);
    ChainedEcm late = place(1, 3);
    assertThat(early.chain().root()).isNotSameAs(late.chain().root());
    place(1, 2);
    assertThat(early.chain().root()).isSameAs(late.chain().root());
    assertThat(place(1, 4).chain().root()).isSameAs(early.chain().root());
  }

  @Test
  void manyChainsJoinInAnyOrder() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 50; round++) {
      int service = round + 10;
      ChainedEcm one = place(service, 0);
      var numbers = new java.util.ArrayList<Long>();
      for (long number = 1; number < 40; number++) {
        numbers.add(number);
      }
      java.util.Collections.shuffle(numbers, new java.util.Random(random.nextLong()));
      var placed = numbers.stream().map(number -> place(service, number)).toList();
      assertThat(placed).allMatch(ecm -> ecm.chain().root() == one.chain().root());
    }
  }

  @Test
  void wordsOfZerosLinkNothing() {
    ChainedEcm one = chains.place(Ecms.of(1, 0, 77, true), 0);
    ChainedEcm other = chains.place(Ecms.of(1, 0, 78, true), 0);
    assertThat(one.chain()).isNotSameAs(other.chain());
    assertThat(one.isNextTo(other)).isFalse();
  }

  @Test
  void aWordInTheOtherHalfIsAnotherWord() {
    ChainedEcm one = chains.place(Ecms.of(1, 5, 6, true), 0);
    ChainedEcm other = chains.place(Ecms.of(1, 5, 6, false), 0);
    assertThat(one.chain().root()).isNotSameAs(other.chain().root());
  }

  @Test
  void itIsBoundedInNumberAndTime() {
    for (int service = 0; service < 1_000; service++) {
      place(service, 1);
    }
    assertThat(chains.size()).isEqualTo(200);
    chains.forget(600_000);
    assertThat(chains.size()).isEqualTo(200);
    chains.forget(600_001);
    assertThat(chains.size()).isZero();
  }

  @Test
  void sumsOfWordsAreSeen() {
    byte[] good = {1, 2, 3, 6, (byte) 200, 100, 1, 45};
    assertThat(WordChecksum.isSafe(new io.caskade.api.ecm.ControlWord(good))).isTrue();
    for (int at = 0; at < 8; at++) {
      byte[] bad = good.clone();
      bad[at]++;
      assertThat(WordChecksum.isSafe(new io.caskade.api.ecm.ControlWord(bad))).isFalse();
    }
    assertThat(WordChecksum.isSafe(new io.caskade.api.ecm.ControlWord(new byte[16]))).isTrue();
  }
}
