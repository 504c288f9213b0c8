package io.caskade.lib.camd35;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Camd35CodecTest {
  private final Camd35Codec codec = new Camd35Codec(Token.of("alice"), new byte[] {'p'});

  @Provide
  static Arbitrary<Camd35Message.Header> headers() {
    Arbitrary<Integer> two = Arbitraries.integers().between(0, 0xFFFF);
    return Combinators.combine(two, two, Arbitraries.integers(), two, two)
        .as(Camd35Message.Header::new);
  }

  private static byte[] section(int length) {
    byte[] section = new byte[length];
    section[0] = (byte) 0x81;
    section[1] = (byte) (0x70 | length - 3 >> 8);
    section[2] = (byte) (length - 3);
    section[length - 1] = 7;
    return section;
  }

  @Property
  void whatIsAskedArrivesAlsoWhenItIsLong(
      @ForAll("headers") Camd35Message.Header header,
      @ForAll @IntRange(min = 4, max = 1024) int length) {
    Camd35Message message = Camd35Message.of(Command.ECM, header, section(length));
    byte[] frame = codec.encode(message);
    assertThat(codec.frameLength(frame, 0, frame.length)).isEqualTo(frame.length);
    assertThat(frame.length).isLessThanOrEqualTo(Camd35Codec.LONGEST);
    Camd35Message read = codec.decode(frame, 0, frame.length).orElseThrow();
    assertThat(read.command()).isEqualTo(Command.ECM);
    assertThat(read.header()).isEqualTo(header);
    assertThat(read.data()).isEqualTo(section(length));
  }

  @Property
  void otherMessagesArrive(
      @ForAll("headers") Camd35Message.Header header, @ForAll @Size(max = 255) byte[] data) {
    byte[] frame = codec.encode(Camd35Message.of(Command.EMM, header, data));
    assertThat(codec.frameLength(frame, 0, frame.length)).isEqualTo(frame.length);
    assertThat(codec.decode(frame, 0, frame.length).orElseThrow().data()).isEqualTo(data);
  }

  @Property
  void aChangedBitInTheDataIsNoticed(
      @ForAll @Size(min = 40, max = 255) byte[] data,
      @ForAll @IntRange(min = 0, max = 127) int bit) {
    byte[] frame = codec.encode(Camd35Message.of(Command.EMM, Camd35Message.Header.NONE, data));
    // The third block holds data only.
    frame[4 + 32 + bit / 8] ^= (byte) (1 << bit % 8);
    assertThat(codec.decode(frame, 0, frame.length)).isEmpty();
  }

  @Test
  void lengthsThatContradictAreInvalid() {
    byte[] section = section(60);
    section[2] = 9;
    byte[] frame = codec.encode(Camd35Message.of(Command.ECM, Camd35Message.Header.NONE, section));
    assertThat(codec.frameLength(frame, 0, frame.length)).isEqualTo(Camd35Codec.INVALID);
    section[1] = 0x7F;
    section[2] = (byte) (60 & 0xFF);
    byte[] long4 = codec.encode(Camd35Message.of(Command.ECM, Camd35Message.Header.NONE, section));
    assertThat(codec.frameLength(long4, 0, long4.length)).isEqualTo(Camd35Codec.INVALID);
  }

  @Test
  void aPieceOfAFrameIsPartial() {
    byte[] frame =
        codec.encode(Camd35Message.of(Command.ECM, Camd35Message.Header.NONE, section(60)));
    for (int length = 0; length < frame.length; length++) {
      assertThat(codec.frameLength(frame, 0, length)).isEqualTo(Camd35Codec.PARTIAL);
    }
  }

  @Test
  void whatIsTooLongIsRefusedAndNothingSecretIsPrinted() {
    assertThatThrownBy(
            () -> Camd35Message.of(Command.EMM, Camd35Message.Header.NONE, new byte[1025]))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] words = new byte[16];
    Arrays.fill(words, (byte) 0x5A);
    assertThat(Camd35Message.of(Command.WORDS, Camd35Message.Header.NONE, words).toString())
        .doesNotContainIgnoringCase("5a5a");
  }
}
