package io.caskade.lib.simulcrypt;

import static io.caskade.lib.simulcrypt.PduFramer.NEEDS_MORE;
import static io.caskade.lib.simulcrypt.PduFramer.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PduFramerTest {
  private static final byte[] TEST = HexFormat.of().parseHex("0200020006000E00020064");
  private final PduFramer framer = new PduFramer(64);

  @Test
  void aMessageIsCompleteWithItsLastByteAndNotBefore() {
    for (int readable = 0; readable < TEST.length; readable++) {
      assertThat(framer.measure(TEST, 0, readable)).isEqualTo(NEEDS_MORE);
    }
    assertThat(framer.measure(TEST, 0, TEST.length)).isEqualTo(TEST.length);
  }

  @Test
  void severalMessagesInOneReadComeOutOneByOne() {
    ByteBuffer read = ByteBuffer.allocate(40).put((byte) 99).put(TEST).put(TEST).put(TEST, 0, 4);
    read.flip().get();
    List<Integer> lengths = new ArrayList<>();
    int length = framer.measure(read);
    while (length > 0) {
      lengths.add(length);
      assertThat(framer.measure(read.array(), read.position(), read.remaining())).isEqualTo(length);
      read.position(read.position() + length);
      length = framer.measure(read);
    }
    assertThat(lengths).containsExactly(11, 11);
    assertThat(length).isEqualTo(NEEDS_MORE);
    assertThat(read.remaining()).isEqualTo(4);
  }

  @Test
  void aMessageOverTheLimitIsToldByItsHeaderAlone() {
    byte[] header = HexFormat.of().parseHex("020201003C");
    assertThat(framer.measure(header, 0, 5)).isEqualTo(TOO_LONG);
    assertThat(framer.measure(ByteBuffer.wrap(header))).isEqualTo(TOO_LONG);
    assertThat(framer.measure(5, 60)).isEqualTo(TOO_LONG);
    assertThat(PduFramer.announced(header, 0)).isEqualTo(65);

    header[4] = 59;
    assertThat(framer.measure(header, 0, 5)).isEqualTo(NEEDS_MORE);
  }

  @Test
  void theLongestMessageFitsTheLargestLimit() {
    PduFramer large = new PduFramer(Pdu.MAX_LENGTH);
    assertThat(large.measure(65_539, 65_535)).isEqualTo(NEEDS_MORE);
    assertThat(large.measure(65_540, 65_535)).isEqualTo(65_540);
  }

  @Test
  void aLimitBelowAHeaderIsRefused() {
    assertThatThrownBy(() -> new PduFramer(4)).isInstanceOf(IllegalArgumentException.class);
  }
}
