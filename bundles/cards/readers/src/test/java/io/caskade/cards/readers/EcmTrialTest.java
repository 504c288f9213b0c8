package io.caskade.cards.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.cards.EcmTrial.Outcome;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.SampleReader;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.issuer.EcmIssuer;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.cardprotocol.dialect.CardAnswers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trials with the real issuer and profile; the card is played, its key is real. */
@Timeout(60)
class EcmTrialTest {
  private static final long ISSUED_AT = 1_796_000_000L;
  private static final ProductMask SPORT = ProductMask.parse("00000004");
  private static final ReaderId DESK = new ReaderId("sample", "desk");
  private static final Network MAIN =
      new Network(NetworkId.MAIN, 0x0B00, "tvcas3", ZoneOffset.UTC, ZoneOffset.UTC);
  private static final Network IDLE =
      new Network(new NetworkId("idle"), 0x0B77, "none", ZoneOffset.UTC, ZoneOffset.UTC);

  private final byte[] key = new byte[32];
  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());
  private final List<OpenedEcm> opened = new ArrayList<>();
  private final EcmMaker ecms = new EcmMaker(new SecureRandom());
  private final SampleReader slot = new SampleReader("desk");
  private final ReadersDesk desk =
      new ReadersDesk(
          Pace.USUAL, InstantSource.system(), new SecureRandom(), reader -> new NoListing(), ecms);
  private final EcmIssuer issuer = issuer();

  private record NoListing() implements Listing {
    @Override
    public void show() {}

    @Override
    public void hide() {}
  }

  private EcmIssuer issuer() {
    new SecureRandom().nextBytes(key);
    return EcmIssuer.of(
        () -> ISSUED_AT, List.of(MAIN, IDLE), id -> new EcmKey(key), List.of(profile));
  }

  @BeforeEach
  void begin() {
    ecms.issuer().bind(issuer);
    ecms.directory().bind(() -> List.of(IDLE, MAIN));
    desk.bind(DESK, slot);
  }

  @AfterEach
  void end() {
    desk.close();
    issuer.close();
  }

  /** A card with this key that gives the words of an ECM of SPORT, changed by the test. */
  private void insert(byte[] cardKey, UnaryOperator<byte[]> change) {
    EcmOpener opener = profile.ecmOpener(new EcmKey(cardKey));
    slot.insert(
        SampleReader.OWN,
        new PlayedCard()
            .opening(
                section ->
                    opener
                        .open(new EcmDatagram(Octets.of(section)))
                        .filter(ecm -> ecm.accessCriteria().equals(SPORT.toAccessCriteria()))
                        .map(ecm -> words(ecm, change))
                        .orElseGet(CardAnswers::refused)));
  }

  private byte[] words(OpenedEcm ecm, UnaryOperator<byte[]> change) {
    opened.add(ecm);
    byte[] words = new byte[16];
    ecm.odd().copyTo(words, 0);
    ecm.even().copyTo(words, 8);
    return CardAnswers.opened(change.apply(words), 0, 8);
  }

  private EcmTrial trial(ProductMask products) {
    return desk.tryEcm("desk", NetworkId.MAIN, products);
  }

  @Test
  void aCardOfTheNetworkOpens() {
    insert(key, words -> words);
    for (int time = 0; time < 5; time++) {
      EcmTrial trial = trial(SPORT);
      assertThat(trial.outcome()).isEqualTo(Outcome.OPENED);
      assertThat(trial.took()).isPositive();
    }
    assertThat(opened).hasSize(5);
    assertThat(opened.stream().map(OpenedEcm::odd).distinct()).as("words are random").hasSize(5);
    assertThat(opened).allMatch(ecm -> ecm.issuedAt().getEpochSecond() == ISSUED_AT);
  }

  @Test
  void anotherProductIsRefused() {
    insert(key, words -> words);
    assertThat(trial(ProductMask.parse("00000001")).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aCardOfAnotherKeyRefuses() {
    byte[] other = key.clone();
    other[0] ^= 0x10;
    other[16] ^= 0x10;
    insert(other, words -> words);
    assertThat(trial(SPORT).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void anyOtherWordIsAWrongOne() {
    var changed = new AtomicInteger();
    insert(
        key,
        words -> {
          words[changed.get()] ^= 1;
          return words;
        });
    for (int at : new int[] {0, 7, 8, 15}) {
      changed.set(at);
      assertThat(trial(SPORT).outcome()).as("byte %d", at).isEqualTo(Outcome.WRONG_WORDS);
    }
  }

  @Test
  void aNetworkThatIsUnknownOrNotServedIsToldSo() {
    insert(key, words -> words);
    assertThat(refusal("nowhere")).isEqualTo(ErrorCode.NETWORK_UNKNOWN);
    assertThat(refusal("idle")).isEqualTo(ErrorCode.PART_MISSING);
    assertThat(slot.exchanges()).as("the first is refused before the card is asked").isLessThan(5);
    ecms.issuer().unbind(issuer);
    assertThat(refusal("main")).isEqualTo(ErrorCode.PART_MISSING);
  }

  private ErrorCode refusal(String network) {
    CaskadeException refusal =
        catchThrowableOfType(
            CaskadeException.class, () -> desk.tryEcm("desk", new NetworkId(network), SPORT));
    return refusal.code();
  }

  @Test
  void wordsAreMadeAsAMultiplexerMakesThemAndWiped() {
    Words words = Words.random(6, 2, 8, new SecureRandom());
    assertThat(words.all()).extracting(w -> w.cpNumber()).containsExactly(6, 7);
    byte[] bytes = new byte[8];
    words.all().get(0).word().copyTo(bytes, 0);
    assertThat(bytes[3]).isEqualTo((byte) (bytes[0] + bytes[1] + bytes[2]));
    assertThat(bytes[7]).isEqualTo((byte) (bytes[4] + bytes[5] + bytes[6]));
    words.close();
    assertThat(
            catchThrowableOfType(
                IllegalStateException.class, () -> words.all().get(0).word().isZero()))
        .isNotNull();
  }
}
