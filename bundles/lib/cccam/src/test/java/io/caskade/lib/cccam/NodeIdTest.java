package io.caskade.lib.cccam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"58867d6c10751480", "5db4741310341410", "e375ab3610b1152e"})
  void theIdsOfRecordedPartnersAreKnownAndMade(String recorded) {
    NodeId node = NodeId.parse(recorded);

    assertThat(node.isPartner()).isTrue();
    assertThat(NodeId.partner((int) (node.bits() >>> 32), NodeId.OSCAM)).isEqualTo(node);
    assertThat(node).hasToString(recorded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1122334455667788", "cafe0102030405f0", "814b8fe8be1359c8"})
  void othersAreNoPartners(String recorded) {
    assertThat(NodeId.parse(recorded).isPartner()).isFalse();
  }

  @Property
  void everyPartnerIsOne(@ForAll int random, @ForAll @IntRange(max = 255) int vendor) {
    assertThat(NodeId.partner(random, vendor).isPartner()).isTrue();
  }

  @Property
  void theMaskTakesItselfOff(
      @ForAll @Size(16) byte[] words, @ForAll long node, @ForAll int shareId) {
    byte[] masked = words.clone();
    WordMask.apply(masked, new NodeId(node), shareId);
    WordMask.apply(masked, new NodeId(node), shareId);

    assertThat(masked).isEqualTo(words);
  }

  @Test
  void whatIsNoIdIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NodeId.parse("1122"));
    assertThatIllegalArgumentException().isThrownBy(() -> NodeId.parse("11223344556677zz"));
  }
}
