package io.caskade.lib.cccam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final byte[] KEY = {1, 2, 3};

  private final FrameInbox inbox = new FrameInbox(CccamCipher.keyed(KEY));
  private final FrameOutbox outbox = new FrameOutbox(CccamCipher.keyed(KEY));

  @Property
  void messagesArriveInPiecesOfAnySize(
      @ForAll @IntRange(min = 1, max = 50) int piece,
      @ForAll @Size(min = 3, max = 1007) byte[] section,
      @ForAll @Size(min = 3, max = 1008) byte[] emm) {
    FrameInbox in = new FrameInbox(CccamCipher.keyed(KEY));
    FrameOutbox out = new FrameOutbox(CccamCipher.keyed(KEY));
    ByteBuffer sent = ByteBuffer.allocate(4096);
    sent.put(out.seal(EcmQuestion.ask(7, 0x0B00, 1, 100, 0x101, section).frame()));
    sent.put(out.seal(new FromClient.Keepalive().frame()));
    sent.put(out.seal(EmmDelivery.deliver(0x0B00, 1, 100, emm).frame()));
    List<FromClient> read = read(in, sent.flip(), piece);

    assertThat(read).hasSize(3);
    EcmQuestion question = (EcmQuestion) read.get(0);
    assertThat(question.section()).isEqualTo(section);
    assertThat(question.index()).isEqualTo(7);
    assertThat(read.get(1)).isEqualTo(new FromClient.Keepalive());
    assertThat(((EmmDelivery) read.get(2)).section()).isEqualTo(emm);
    assertThat(in.isHalf()).isFalse();
  }

  private static List<FromClient> read(FrameInbox inbox, ByteBuffer all, int piece) {
    List<FromClient> read = new ArrayList<>();
    while (all.hasRemaining()) {
      int length = Math.min(piece, all.remaining());
      ByteBuffer next = all.slice(all.position(), length);
      all.position(all.position() + length);
      while (next.hasRemaining()) {
        Frame frame = inbox.next(next);
        if (frame != null) {
          read.add(FromClient.read(frame));
        }
      }
    }
    return read;
  }

  @Test
  void aLengthThatNobodySendsBreaksTheInbox() {
    byte[] longest = outbox.seal(EcmQuestion.ask(0, 1, 2, 3, 4, new byte[1007]).frame());
    assertThat(inbox.next(ByteBuffer.wrap(longest))).isNotNull();
    byte[] longer = outbox.seal(EcmQuestion.ask(0, 1, 2, 3, 4, new byte[1008]).frame());

    assertThat(inbox.next(ByteBuffer.wrap(longer))).isNull();
    assertThat(inbox.isBroken()).isTrue();
    assertThat(inbox.next(ByteBuffer.wrap(longest))).isNull();
  }

  @Test
  void shiftedVersionsAreFound() {
    byte[] bytes =
        new ClientData("alice", new NodeId(5), true, "2.3.0", "3367").frame().toByteArray();
    byte[] shifted = new byte[bytes.length];
    System.arraycopy(bytes, 0, shifted, 0, Frame.HEADER + 29);
    System.arraycopy(bytes, Frame.HEADER + 29, shifted, Frame.HEADER + 31, 62);
    FromClient read = FromClient.read(Frame.wrap(shifted));

    assertThat(read).isEqualTo(new ClientData("alice", new NodeId(5), true, "2.3.0", "3367"));
  }

  @Test
  void aPartnerSaysWhatItSpeaks() {
    PartnerText oscam =
        new PartnerText("OSCam v1.30_svn, build r11757 (x86_64)", List.of("EXT", "SID", "SLP"));

    assertThat(oscam.offers("EXT")).isTrue();
    assertThat(FromClient.read(oscam.frame())).isEqualTo(new FromClient.Partner(oscam));
    PartnerText bare = new PartnerText("one [of] them", List.of());
    assertThat(bare.offers("EXT")).isFalse();
    assertThat(FromServer.read(bare.frame())).isEqualTo(new FromServer.Partner(bare));
  }

  @Test
  void theLargestCardFits() {
    Card card =
        new Card(
            0xFFFFFFFE,
            1,
            0x0B00,
            0,
            1,
            0x1234,
            IntStream.range(0xFFFF00, 0xFFFF00 + Card.MOST_PROVIDERS).boxed().toList(),
            List.of(new NodeId(-2)));

    assertThat(card.frame().length()).isLessThanOrEqualTo(Frame.MOST - Frame.HEADER);
    assertThat(FromServer.read(card.frame())).isEqualTo(card);
  }

  @Test
  void aCardWithListsOfServicesIsRead() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "000f0034"
                    + "00000064000100000b0001020000000000000000"
                    + "010102"
                    + "00000100000000"
                    + "0101"
                    + "02020303"
                    + "02"
                    + "1122334455667788"
                    + "99aabbccddeeff00");
    assertThat(bytes).hasSize(Frame.HEADER + 0x35);

    assertThat(FromServer.read(Frame.wrap(bytes)))
        .isEqualTo(
            new Card(
                100,
                0x10000,
                0x0B00,
                1,
                2,
                0,
                List.of(1),
                List.of(new NodeId(0x1122334455667788L), new NodeId(0x99aabbccddeeff00L))));
  }

  @Property
  void anyBytesAreAMessageOrAreNot(@ForAll @Size(min = 4, max = 300) byte[] bytes) {
    Frame frame = Frame.wrap(bytes);

    assertThat(FromClient.read(frame)).isNotNull();
    assertThat(FromServer.read(frame)).isNotNull();
  }

  @Property
  void anyCountsOfACardFitOrAreMalformed(
      @ForAll boolean services,
      @ForAll @IntRange(max = 255) int providers,
      @ForAll @Size(min = 24, max = 200) byte[] payload) {
    byte[] bytes = new byte[Frame.HEADER + payload.length];
    System.arraycopy(payload, 0, bytes, Frame.HEADER, payload.length);
    bytes[1] = (byte) (services ? 0x0F : 7);
    bytes[Frame.HEADER + 20] = (byte) (providers % 32);

    assertThat(FromServer.read(Frame.wrap(bytes)))
        .isInstanceOfAny(Card.class, FromServer.Malformed.class);
  }

  @Test
  void countsThatDoNotFitAreMalformed() {
    byte[] bytes =
        new Card(1, 1, 1, 0, 0, 0, List.of(1, 2), List.of(new NodeId(3))).frame().toByteArray();
    assertThat(FromServer.read(Frame.wrap(bytes))).isInstanceOf(Card.class);
    bytes[Frame.HEADER + 35] = 2;
    assertThat(FromServer.read(Frame.wrap(bytes))).isInstanceOf(FromServer.Malformed.class);
    bytes[Frame.HEADER + 20] = (byte) 200;

    assertThat(FromServer.read(Frame.wrap(bytes))).isInstanceOf(FromServer.Malformed.class);
  }

  @Test
  void aReasonTravelsWithARefusal() {
    FromServer.NotFound refused = new FromServer.NotFound(3, true, "LIMIT");

    assertThat(FromServer.read(refused.frame())).isEqualTo(refused);
  }

  @Test
  void controlWordsAreNotPrinted() {
    byte[] words = {11, 22, 33, 44, 55, 66, 77, 88, 99, 11, 22, 33, 44, 55, 66, 77};
    assertThat(WordsAnswer.of(4, words, Optional.empty())).hasToString("WordsAnswer[index=4]");
  }
}
