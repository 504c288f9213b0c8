package io.caskade.ops.replica.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final Octets HASH =
      Octets.of(
          new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
            25, 26, 27, 28, 29, 30, 31, -1
          });
  private static final ChainPosition PLACE = new ChainPosition(Long.MAX_VALUE, HASH);
  private static final List<UUID> CHANGES = List.of(new UUID(1, 2), new UUID(-1, 0));

  private static Hello hello() {
    return new Hello(
        Hello.PROTOCOL,
        "north",
        "0.1.0",
        "4-replica",
        HASH,
        "active",
        7,
        Instant.ofEpochMilli(1_795_000_000_123L),
        PLACE);
  }

  private static PullFrame pull() {
    return new PullFrame(
        new PullRequest(
            PLACE, Map.of("network", HASH, "account", HASH), Instant.ofEpochMilli(5), true),
        Duration.ofSeconds(1));
  }

  private static SealedKeys keys() {
    return new SealedKeys(Map.of("main", Octets.parseHex("00FF"), "second", HASH));
  }

  private static List<Frame> all() {
    return List.of(
        hello().frame(),
        new Refusal(true, "it has Обедренные rows").frame(),
        pull().frame(),
        keys().frame(),
        ChainFrame.steppedDown(PLACE),
        ChainFrame.number(FrameType.HASH_ASKED, Long.MIN_VALUE),
        ChainFrame.hash(HASH),
        KnownFrame.asked(CHANGES),
        KnownFrame.known(CHANGES, Set.of(CHANGES.get(1))),
        new Frame(FrameType.END, Octets.empty()));
  }

  private static byte[] bytes(List<Frame> frames) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      frame.write(new DataOutputStream(bytes));
    }
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    DataInputStream in = in(bytes(all()));
    for (Frame frame : all()) {
      assertThat(Frame.read(in)).isEqualTo(frame);
    }
    assertThatThrownBy(() -> Frame.read(in)).isInstanceOf(EOFException.class);
    assertThat(Hello.of(hello().frame())).isEqualTo(hello());
    assertThat(PullFrame.of(pull().frame())).isEqualTo(pull());
    assertThat(SealedKeys.of(keys().frame())).isEqualTo(keys());
    assertThat(Refusal.of(new Refusal(false, "no").frame())).isEqualTo(new Refusal(false, "no"));
    assertThat(ChainFrame.position(ChainFrame.steppedDown(PLACE))).isEqualTo(PLACE);
    assertThat(KnownFrame.asked(KnownFrame.asked(CHANGES))).isEqualTo(CHANGES);
    assertThat(KnownFrame.known(CHANGES, KnownFrame.known(CHANGES, Set.of(CHANGES.get(0)))))
        .containsExactly(CHANGES.get(0));
  }

  @Test
  void goldenBytes() throws IOException {
    assertThat(Octets.of(bytes(List.of(ChainFrame.number(FrameType.STEP_DOWN, 258)))).hex())
        .isEqualTo("0C00000008" + "0000000000000102");
    assertThat(Octets.of(bytes(List.of(new Refusal(true, "ab").frame()))).hex())
        .isEqualTo("0200000005" + "01" + "0002" + "6162");
  }

  @Test
  void anotherVersionIsToldFromNonsense() {
    Frame newer = new Frame(FrameType.HELLO, Payload.of(out -> out.writeInt(Hello.PROTOCOL + 1)));
    assertThatThrownBy(() -> Hello.of(newer))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessageContaining("version 2");
  }

  /** Whoever gets here has a certificate; still, no bytes do more than end the conversation. */
  @Test
  void brokenFramesAreRefusedAndNothingElse() throws IOException {
    var random = new Random(3);
    byte[] whole = bytes(all());
    int refused = 0;
    for (int i = 0; i < 40_000; i++) {
      byte[] broken = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      if (random.nextBoolean()) {
        broken = Arrays.copyOf(broken, random.nextInt(broken.length));
      }
      refused += readAll(broken);
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  /** 1 when something in it was refused. */
  private static int readAll(byte[] bytes) {
    DataInputStream in = in(bytes);
    try {
      while (true) {
        Frame frame = Frame.read(in);
        switch (frame.type()) {
          case HELLO -> Hello.of(frame);
          case REFUSED -> Refusal.of(frame);
          case PULL -> PullFrame.of(frame);
          case KEYS -> SealedKeys.of(frame);
          case STEPPED_DOWN -> ChainFrame.position(frame);
          case STEP_DOWN, HASH_ASKED -> ChainFrame.number(frame);
          case KNOWN_ASKED -> KnownFrame.asked(frame);
          case KNOWN -> KnownFrame.known(CHANGES, frame);
          default -> { // Nothing inside.
          }
        }
      }
    } catch (MalformedFrameException | EOFException e) {
      return 1;
    } catch (IOException e) {
      throw new AssertionError("not the refusal of a malformed frame", e);
    }
  }

  @Test
  void aRoundComesWholeOrNotAtAll() throws IOException {
    byte[] data = new byte[100_000];
    new Random(4).nextBytes(data);
    var bytes = new ByteArrayOutputStream();
    var round = new RoundOutput(new DataOutputStream(bytes));
    round.write(data, 0, data.length);
    byte[] cut = bytes.toByteArray();
    round.end();
    var input = new RoundInput(in(bytes.toByteArray()));
    assertThat(input.readAllBytes()).isEqualTo(data);
    input.finish();

    assertThatThrownBy(() -> new RoundInput(in(cut)).readAllBytes())
        .isInstanceOf(EOFException.class);
    var refused = new ByteArrayOutputStream();
    refused.write(cut);
    new Refusal(true, "apart").frame().write(new DataOutputStream(refused));
    assertThatThrownBy(() -> new RoundInput(in(refused.toByteArray())).readAllBytes())
        .isInstanceOfSatisfying(
            RefusedException.class, refusal -> assertThat(refusal.refusal().diverged()).isTrue());
    assertThatThrownBy(
            () ->
                new RoundInput(in(bytes(new ArrayList<>(List.of(hello().frame()))))).readAllBytes())
        .isInstanceOf(MalformedFrameException.class);
  }
}
