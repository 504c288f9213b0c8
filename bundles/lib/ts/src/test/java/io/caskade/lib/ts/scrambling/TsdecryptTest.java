package io.caskade.lib.ts.scrambling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.caskade.lib.ts.TestStreams;
import io.caskade.lib.ts.TsPacket;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CSA2 against the program {@code tsdecrypt} (Debian package of that name), which brings an
 * implementation of its own. With {@code -Dcaskade.fast=true} it is left out where the program is
 * missing.
 */
@Tag("real-parts")
class TsdecryptTest {
  private static final int SERVICE_ID = 101;
  private static final int VIDEO_PID = 0x100;
  private static final byte[] EVEN = HexFormat.of().parseHex("A1B2C316D4E5F6AF");
  private static final byte[] ODD = HexFormat.of().parseHex("102030607E8F90BD");

  private final Path directory;

  TsdecryptTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void needsTheProgram() {
    boolean missing =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
            .noneMatch(path -> Files.isExecutable(Path.of(path, "tsdecrypt")));
    if (missing) {
      assumeFalse(Boolean.getBoolean("caskade.fast"), "tsdecrypt is not installed");
      fail("tsdecrypt is not installed: apt-get install tsdecrypt");
    }
  }

  @Test
  void opensARealStreamThatWasScrambledHere() throws Exception {
    byte[] clear = TestStreams.bytes("scrambling/clear.ts");

    assertThat(tsdecrypt(scramble(clear))).isEqualTo(clear);
  }

  @Test
  void opensEveryPayloadLengthUnderBothParities() throws Exception {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    TestStreams.packets(TestStreams.bytes("scrambling/clear.ts")).stream()
        .filter(packet -> packet.pid() != VIDEO_PID)
        .forEach(psi -> stream.write(psi.buffer(), psi.offset(), TsPacket.SIZE));
    Random random = new Random(20261121);
    for (int length = 1; length <= TsPacket.MAX_PAYLOAD; length++) {
      stream.writeBytes(packetWithPayload(length, random));
    }
    byte[] clear = stream.toByteArray();

    assertThat(tsdecrypt(scramble(clear))).isEqualTo(clear);
  }

  /** The proof that the two tests above can fail. */
  @Test
  void doesNotOpenAStreamUnderAnotherControlWord() throws Exception {
    byte[] clear = TestStreams.bytes("scrambling/clear.ts");
    byte[] other = EVEN.clone();
    other[0]++;
    ControlWordEntropy.reduce(other);

    assertThat(tsdecrypt(scramble(clear, other, ODD))).isNotEqualTo(clear);
  }

  private static byte[] packetWithPayload(int length, Random random) {
    byte[] bytes = new byte[TsPacket.SIZE];
    random.nextBytes(bytes);
    System.arraycopy(
        TsPacket.stuffed(VIDEO_PID, false, length).buffer(), 0, bytes, 0, TsPacket.HEADER_SIZE);
    int adaptation = TsPacket.MAX_PAYLOAD - length;
    if (adaptation > 0) {
      bytes[3] |= 0x20;
      bytes[4] = (byte) (adaptation - 1);
      Arrays.fill(bytes, 5, Math.max(5, 4 + adaptation), (byte) 0xFF);
    }
    if (adaptation > 1) {
      bytes[5] = 0;
    }
    return bytes;
  }

  private static byte[] scramble(byte[] clear) {
    return scramble(clear, EVEN, ODD);
  }

  private static byte[] scramble(byte[] clear, byte[] even, byte[] odd) {
    byte[] stream = clear.clone();
    PacketScrambler scrambler = new PacketScrambler(ScramblingAlgorithm.CSA2);
    scrambler.install(Parity.EVEN, even);
    scrambler.install(Parity.ODD, odd);
    Parity parity = Parity.EVEN;
    for (TsPacket packet : TestStreams.packets(stream)) {
      if (packet.pid() == VIDEO_PID) {
        scrambler.scramble(packet, parity);
        parity = parity.other();
      }
    }
    return stream;
  }

  private byte[] tsdecrypt(byte[] scrambled) throws IOException, InterruptedException {
    Path input = Files.write(directory.resolve("scrambled.ts"), scrambled);
    Path output = directory.resolve("opened.ts");
    Path log = directory.resolve("tsdecrypt.log");
    HexFormat hex = HexFormat.of();
    List<String> command =
        List.of(
            "tsdecrypt",
            "--input=file://" + input,
            "--output=file://" + output,
            "--input-service=" + SERVICE_ID,
            "--const-cw=" + hex.formatHex(EVEN) + hex.formatHex(ODD),
            "--no-output-filter");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("tsdecrypt ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllBytes(output);
  }
}
