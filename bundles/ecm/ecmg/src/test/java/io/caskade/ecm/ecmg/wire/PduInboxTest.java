package io.caskade.ecm.ecmg.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Messages out of a byte stream. */
class PduInboxTest {
  private final List<byte[]> messages = new ArrayList<>();
  private final List<Integer> tooLong = new ArrayList<>();

  @Property(tries = 300)
  void howTheBytesArriveMakesNoDifference(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 700) Integer> lengths,
      @ForAll long seed) {
    messages.clear();
    tooLong.clear();
    Random random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int length : lengths) {
      byte[] message = message(length, random);
      stream.writeBytes(message);
      if (message.length <= 500) {
        sent.add(message);
      }
    }
    PduInbox inbox = inbox(500);
    byte[] bytes = stream.toByteArray();
    for (int at = 0; at < bytes.length; ) {
      int piece = Math.min(1 + random.nextInt(random.nextBoolean() ? 4 : 400), bytes.length - at);
      inbox.read(bytes, at, piece);
      at += piece;
    }
    assertThat(messages).containsExactlyElementsOf(sent);
    assertThat(tooLong).hasSize(lengths.size() - sent.size());
    assertThat(inbox.isPartial()).isFalse();
    assertThat(inbox.capacity()).isZero();
  }

  @Test
  void aPieceCostsMemoryForWhatReallyCame() {
    PduInbox inbox = inbox(65540);
    inbox.read(new byte[] {2, 2, 1, (byte) 0xFF, (byte) 0xFF, 1, 2, 3}, 0, 8);
    assertThat(inbox.isPartial()).isTrue();
    assertThat(inbox.capacity()).isLessThanOrEqualTo(256);
    inbox.close();
    assertThat(inbox.capacity()).isZero();
  }

  @Test
  void theLongestMessageIsHandedOn() {
    PduInbox inbox = inbox(65540);
    byte[] message = message(65535, new Random(1));
    for (int at = 0; at < message.length; at += 1000) {
      inbox.read(message, at, Math.min(1000, message.length - at));
    }
    assertThat(messages).containsExactly(message);
  }

  private PduInbox inbox(int maxLength) {
    return new PduInbox(
        maxLength,
        new PduInbox.Sink() {
          @Override
          public void message(byte[] bytes, int offset, int length) {
            messages.add(Arrays.copyOfRange(bytes, offset, offset + length));
          }

          @Override
          public void tooLong(byte[] bytes, int offset, int length) {
            tooLong.add(length);
          }
        });
  }

  private static byte[] message(int length, Random random) {
    byte[] message = new byte[5 + length];
    random.nextBytes(message);
    message[3] = (byte) (length >> 8);
    message[4] = (byte) length;
    return message;
  }
}
