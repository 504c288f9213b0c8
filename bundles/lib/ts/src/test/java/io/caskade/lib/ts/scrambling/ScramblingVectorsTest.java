package io.caskade.lib.ts.scrambling;

import static io.caskade.lib.ts.TestStreams.bytes;
import static io.caskade.lib.ts.TestStreams.packets;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.ts.TsPacket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The streams that another scrambler made of {@code clear.ts}. */
class ScramblingVectorsTest {
  private static final int PMT_PID = 0x1000;
  private static final List<Integer> ELEMENTARY = List.of(0x100, 0x101);

  private enum Vector {
    CSA2("scrambling/csa2.ts", ScramblingAlgorithm.CSA2, "A1B2C316D4E5F6AF"),
    CISSA("scrambling/cissa.ts", ScramblingAlgorithm.CISSA, "00112233445566778899AABBCCDDEEFF");

    private final String resource;
    private final ScramblingAlgorithm algorithm;
    private final String controlWord;

    Vector(String resource, ScramblingAlgorithm algorithm, String controlWord) {
      this.resource = resource;
      this.algorithm = algorithm;
      this.controlWord = controlWord;
    }

    byte[] scrambled() {
      return bytes(resource);
    }

    byte[] controlWord() {
      return HexFormat.of().parseHex(controlWord);
    }
  }

  @ParameterizedTest
  @EnumSource
  void scramblesLikeTheVector(Vector vector) {
    byte[] stream = bytes("scrambling/clear.ts");
    PacketScrambler scrambler = new PacketScrambler(vector.algorithm);
    scrambler.install(Parity.EVEN, vector.controlWord());

    long scrambled =
        packets(stream).stream()
            .filter(packet -> ELEMENTARY.contains(packet.pid()))
            .filter(packet -> scrambler.scramble(packet, Parity.EVEN))
            .count();

    assertThat(scrambled).isEqualTo(383);
    assertThat(withoutPmt(stream)).isEqualTo(withoutPmt(vector.scrambled()));
  }

  @ParameterizedTest
  @EnumSource
  void descramblesTheVector(Vector vector) {
    byte[] stream = vector.scrambled();
    PacketDescrambler descrambler = new PacketDescrambler(vector.algorithm);
    descrambler.install(Parity.EVEN, vector.controlWord());

    long descrambled =
        packets(stream).stream()
            .map(descrambler::descramble)
            .filter(result -> result == PacketDescrambler.Result.DESCRAMBLED)
            .count();

    assertThat(descrambled).isEqualTo(383);
    assertThat(withoutPmt(stream)).isEqualTo(withoutPmt(bytes("scrambling/clear.ts")));
  }

  /** The tool that made the CISSA vector added a descriptor to the PMT. */
  private static byte[] withoutPmt(byte[] stream) {
    byte[] copy = stream.clone();
    for (TsPacket packet : packets(copy)) {
      if (packet.pid() == PMT_PID) {
        Arrays.fill(copy, packet.offset(), packet.offset() + TsPacket.SIZE, (byte) 0);
      }
    }
    return copy;
  }
}
