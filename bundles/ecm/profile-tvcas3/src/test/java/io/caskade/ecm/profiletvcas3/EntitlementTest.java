package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.cards.virtual.card.CardConfig;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.CardStore;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.VirtualCard;
import io.caskade.keys.crypto.BlockCiphers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The head-end judges as the card does: the same EMM and ECM go to a card in software. */
class EntitlementTest {
  /** Of the published dialogues (tvcas3 chapter 6.7). */
  private static final String CONFIG =
      "7D2B75040005CD8B54564341532E434F4D2020202020205E9306445EBA92CC000000016C046C05000100"
          + "2F41A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D"
          + "94A065685D64C4980BB8D4544A8721A9";

  private static final int ECM_KEY_AT = 42;
  private static final int CARD_KEY_AT = 74;
  private static final long EARLIEST = Instant.parse("1990-02-01T00:00:00Z").getEpochSecond();
  private static final long LATEST = Instant.parse("2069-11-30T00:00:00Z").getEpochSecond();

  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());
  private final byte[] config = HexFormat.of().parseHex(CONFIG);
  private final EcmKey ecmKey = new EcmKey(slice(ECM_KEY_AT, 32));
  private final CardKey cardKey = new CardKey(slice(CARD_KEY_AT, 16));
  private final CardSerial serial = new CardSerial(0x7D2B7504L);

  private byte[] slice(int from, int length) {
    return Octets.of(config, from, length).toByteArray();
  }

  @Property(tries = 2_000)
  void aCardInSoftwareAgreesNearTheEndsOfItsWindow(
      @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long begin,
      @ForAll @IntRange(max = 3) int length,
      @ForAll @IntRange(min = -2, max = 6) int offset,
      @ForAll int products,
      @ForAll int criteria) {
    long start = EARLIEST + begin % (Math.min(LATEST, 0xFFFF_FF00L) - EARLIEST);
    agrees(products, start, start + length, criteria, start + offset);
  }

  @Property(tries = 2_000)
  void aCardInSoftwareAgreesAnywhere(
      @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long start,
      @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long finish,
      @ForAll @LongRange(min = 0, max = 0xFFFF_FFFFL) long time,
      @ForAll @IntRange(min = -1, max = 31) int product,
      @ForAll int criteria) {
    Assume.that(start >= EARLIEST && start < LATEST && finish >= EARLIEST && finish < LATEST);
    agrees(product < 0 ? 0 : 1 << product, start, finish, criteria, time);
  }

  @Example
  void bothVerdictsAreReached() {
    long start = 1_700_000_000L;
    assertThat(agrees(1, start, start, 1, start)).isFalse();
    assertThat(agrees(1, start, start + 1, 1, start + 1)).as("the second of finish").isTrue();
    assertThat(agrees(1, start, start + 1, 1, start + 2)).isFalse();
    assertThat(agrees(1, start, start + 9, 2, start + 2)).isFalse();
    assertThat(agrees(-1, start, start + 9, 0x8000_0000, start + 2)).isTrue();
    assertThat(agrees(-1, start, start + 9, 0, start + 2)).isFalse();
  }

  @Example
  void criteriaThatAreNoMaskOpenNothing() {
    ControlWord word = new ControlWord(new byte[8]);
    Instant start = Instant.ofEpochSecond(1_700_000_000L);
    CardRights rights =
        new CardRights(new ProductMask(-1), start, start.plusSeconds(99), false, true);
    for (int length = 0; length < 4; length++) {
      byte[] bytes = new byte[length];
      java.util.Arrays.fill(bytes, (byte) 0xFF);
      OpenedEcm ecm =
          new OpenedEcm(start.plusSeconds(9), word, word, AccessCriteria.of(bytes));
      assertThat(profile.entitles(rights, ecm)).isFalse();
    }
  }

  private boolean agrees(int products, long start, long finish, int criteria, long time) {
    CardRights rights =
        new CardRights(
            new ProductMask(products),
            Instant.ofEpochSecond(start),
            Instant.ofEpochSecond(finish),
            false,
            true);
    EcmDatagram ecm = ecm(criteria, time);
    boolean opens = cardOpens(rights, ecm);
    try (EcmOpener opener = profile.ecmOpener(ecmKey)) {
      assertThat(profile.entitles(rights, opener.open(ecm).orElseThrow()))
          .as("%s at %d against %08X", rights, time, criteria)
          .isEqualTo(opens);
    }
    return opens;
  }

  private EcmDatagram ecm(int criteria, long time) {
    List<CryptoPeriodWord> words =
        List.of(
            new CryptoPeriodWord(6, new ControlWord(new byte[] {1, 2, 3, 6, 4, 5, 6, 15})),
            new CryptoPeriodWord(7, new ControlWord(new byte[] {7, 8, 9, 24, 1, 1, 1, 3})));
    try (EcmWorker worker = profile.ecmWorker(ecmKey, new SplittableRandom(time))) {
      return worker.ecm(
          new EcmInput(6, words, new ProductMask(criteria).toAccessCriteria(), time));
    }
  }

  private boolean cardOpens(CardRights rights, EcmDatagram ecm) {
    try (EmmWorker emms =
            profile.emmWorker(
                new CardCalendar(ZoneOffset.UTC, ZoneOffset.UTC, ZoneOffset.UTC));
        VirtualCard card = card()) {
      byte[] emm = emms.emm(serial, cardKey, rights).section().toByteArray();
      card.command(command(0x84, new byte[] {0x12, (byte) emm.length}, emm));
      byte[] section = ecm.section().toByteArray();
      byte[] status =
          card.command(
              command(0xA2, new byte[] {0x14, (byte) (section.length + 1), 0}, section));
      byte[] answer = card.command(new byte[] {(byte) 0xDD, (byte) 0xCA, 0, 0, status[1]});
      return answer.length == 36;
    }
  }

  private VirtualCard card() {
    try {
      CardConfig parsed = CardConfig.parse(config);
      VirtualCard card =
          new VirtualCard(
              parsed,
              CardState.fresh(parsed),
              CardTerms.PROMISED,
              new BlockCiphers(),
              CardStore.NONE,
              failure -> {
                throw new AssertionError(failure);
              });
      card.reset();
      return card;
    } catch (CardFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] command(int ins, byte[] head, byte[] section) {
    return ByteBuffer.allocate(5 + head.length + section.length)
        .put((byte) 0xDD)
        .put((byte) ins)
        .putShort((short) 0)
        .put((byte) (head.length + section.length))
        .put(head)
        .put(section)
        .array();
  }
}
