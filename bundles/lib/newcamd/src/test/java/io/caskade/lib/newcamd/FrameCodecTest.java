package io.caskade.lib.newcamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
  private static final DesKey KEY = DesKey.parse("0102030405060708091011121314");
  private static final byte[] RANDOM = new byte[DesKey.LENGTH];

  /** Texts of crypt(3) with this salt for so many x. */
  private static final Map<Integer, String> CRYPT =
      Map.of(
          0, "$1$abcdefgh$M55TzYaaccxVGbptZWaxX/",
          1, "$1$abcdefgh$znAnv9M.XU2pRYfmSs46h/",
          15, "$1$abcdefgh$lWEkGY3giPEmXRlho4/HN1",
          16, "$1$abcdefgh$rLNv7fBM/CccD3X.WJtxl0",
          17, "$1$abcdefgh$.9JMu59E71m0Oy.MJm9H71",
          33, "$1$abcdefgh$fNkKJTJF9xZNLmaKX.kFO0");

  private static FrameCodec codec(ProtocolVersion version) {
    return FrameCodec.of(KEY.logIn(RANDOM), version, new SplittableRandom(3));
  }

  @Provide
  static Arbitrary<Header> headers() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 0xFFFF),
            Arbitraries.integers().between(0, 0xFFFF),
            Arbitraries.integers().between(0, 0xFFFF),
            Arbitraries.integers().between(0, 0xFFFFFF),
            Arbitraries.integers().between(0, 0xFF))
        .as(Header::new);
  }

  @Property
  void whatIsSentArrives(@ForAll("headers") Header header, @ForAll @Size(max = 994) byte[] data) {
    NewcamdMessage message = NewcamdMessage.of(Command.LOG_IN, header, data);
    byte[] frame = codec(ProtocolVersion.P525).encode(message);
    assertThat(FrameCodec.frameLength(frame, 0, frame.length)).isEqualTo(frame.length);
    NewcamdMessage read =
        FrameCodec.ofServer(KEY.logIn(RANDOM), new SplittableRandom(4))
            .decode(frame, 0, frame.length)
            .orElseThrow();
    assertThat(read.header()).isEqualTo(header);
    assertThat(read.data()).isEqualTo(data);
  }

  @Property
  void protocol524CarriesIdAndServiceOnly(
      @ForAll("headers") Header header, @ForAll @Size(max = 300) byte[] data) {
    NewcamdMessage message = NewcamdMessage.of(Command.KEEPALIVE, header, data);
    byte[] frame = codec(ProtocolVersion.P524).encode(message);
    NewcamdMessage read = codec(ProtocolVersion.P524).decode(frame, 0, frame.length).orElseThrow();
    assertThat(read.header()).isEqualTo(new Header(header.id(), header.serviceId(), 0, 0, 0));
    assertThat(read.data()).isEqualTo(data);
  }

  @Test
  void aServerRecognises524ByItsLogIn() {
    byte[] data = LogIn.data("alice", Md5Crypt.text(new byte[] {'p'}));
    NewcamdMessage message =
        NewcamdMessage.of(Command.LOG_IN, new Header(1, 0x6378, 0, 0, 0), data);
    byte[] frame = codec(ProtocolVersion.P524).encode(message);
    FrameCodec server = FrameCodec.ofServer(KEY.logIn(RANDOM), new SplittableRandom(4));
    NewcamdMessage read = server.decode(frame, 0, frame.length).orElseThrow();
    assertThat(server.version()).isEqualTo(ProtocolVersion.P524);
    assertThat(read.command()).contains(Command.LOG_IN);
    assertThat(read.header().serviceId()).isEqualTo(0x6378);
    assertThat(LogIn.read(read.data()).orElseThrow().user()).isEqualTo("alice");
  }

  @Property
  void decodingChangesNothingThatWasReceived(
      @ForAll @Size(min = 60, max = 60) byte[] data, @ForAll long seed) {
    byte[] frame =
        codec(ProtocolVersion.P525)
            .encode(NewcamdMessage.of(Command.LOG_IN, Header.answer(1), data));
    int bit = new SplittableRandom(seed).nextInt(16, 8 * frame.length);
    frame[bit / 8] ^= (byte) (1 << bit % 8);
    byte[] before = frame.clone();
    codec(ProtocolVersion.P525).decode(frame, 0, frame.length);
    assertThat(frame).as("what was received is not changed").isEqualTo(before);
  }

  @Test
  void lengthsThatNoFrameHasAreInvalid() {
    assertThat(length(0x00, 0x10)).isEqualTo(FrameCodec.INVALID);
    assertThat(length(0x00, 0x19)).isEqualTo(FrameCodec.INVALID);
    assertThat(length(0x04, 0x00)).isEqualTo(FrameCodec.INVALID);
    assertThat(length(0xFF, 0xF8)).isEqualTo(FrameCodec.INVALID);
    assertThat(length(0x00, 0x18)).isEqualTo(FrameCodec.PARTIAL);
    assertThat(FrameCodec.frameLength(new byte[1], 0, 1)).isEqualTo(FrameCodec.PARTIAL);
  }

  private static int length(int high, int low) {
    return FrameCodec.frameLength(new byte[] {(byte) high, (byte) low}, 0, 2);
  }

  @Test
  void secretsAreNotPrinted() {
    byte[] words = new byte[16];
    Arrays.fill(words, (byte) 0x5A);
    assertThat(NewcamdMessage.words(1, 0x80, words).toString()).doesNotContainIgnoringCase("5a5a");
    assertThat(KEY.toString()).isEqualTo("DesKey");
    assertThat(KEY.logIn(RANDOM).toString()).isEqualTo("FrameCipher");
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> DesKey.parse("01020304"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("01020304");
    assertThatThrownBy(() -> NewcamdMessage.of(Command.VERSION, Header.answer(1), new byte[995]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void proofsAreThoseOfCrypt() {
    for (int length : new int[] {0, 1, 15, 16, 17, 33}) {
      byte[] password = new byte[length];
      Arrays.fill(password, (byte) 'x');
      assertThat(new String(Md5Crypt.text(password), StandardCharsets.US_ASCII))
          .hasSize(34)
          .startsWith("$1$abcdefgh$")
          .isEqualTo(CRYPT.get(length));
    }
  }
}
