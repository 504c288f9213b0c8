package io.caskade.api.ecm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link CasProfile} must do. An implementation's test extends this class. */
public abstract class CasProfileContract {
  private static final long ISSUED_AT = 1_796_000_000L;
  private static final CardCalendar UTC =
      new CardCalendar(ZoneOffset.UTC, ZoneOffset.UTC, ZoneOffset.UTC);
  private static final CardSerial SERIAL = new CardSerial(2_100_000_004L);

  private final Random random = new Random(20_261_121);

  /** The profile under test. */
  protected abstract CasProfile profile();

  /** Access criteria of a service as this profile understands them. */
  protected abstract AccessCriteria accessCriteria();

  @Test
  void everyKnownAnswerIsReproduced() {
    List<KnownAnswer> answers = profile().knownAnswers();
    assertThat(answers).isNotEmpty();
    for (KnownAnswer answer : answers) {
      try (EcmWorker worker =
          profile().ecmWorker(answer.key(), new ReplayedPadding(answer.padding()))) {
        assertThat(worker.ecm(answer.input())).as(answer.name()).isEqualTo(answer.ecm());
      }
    }
  }

  @Test
  void knownAnswersOutliveTheDestructionOfTheirSecrets() {
    profile().knownAnswers().forEach(answer -> answer.key().destroy());
    everyKnownAnswerIsReproduced();
  }

  @Test
  void anEcmOpensToWhatWentIn() {
    EcmKey key = ecmKey();
    try (EcmWorker worker = profile().ecmWorker(key, random);
        EcmOpener opener = profile().ecmOpener(key)) {
      for (int cpNumber : new int[] {0, 1, 2, 4660, 65534, 65535}) {
        EcmInput input = input(cpNumber);
        OpenedEcm opened = opener.open(worker.ecm(input)).orElseThrow();
        assertThat(opened.issuedAt()).isEqualTo(Instant.ofEpochSecond(ISSUED_AT));
        assertThat(opened.accessCriteria()).isEqualTo(accessCriteria());
        for (CryptoPeriodWord word : input.words()) {
          assertThat(word.cpNumber() % 2 == 0 ? opened.even() : opened.odd())
              .isEqualTo(word.word());
        }
      }
    }
  }

  @Test
  void aCardIsEntitledInsideItsWindowToItsProductsAlone() {
    EcmKey key = ecmKey();
    try (EcmWorker worker = profile().ecmWorker(key, random);
        EcmOpener opener = profile().ecmOpener(key)) {
      OpenedEcm ecm = opener.open(worker.ecm(input(2))).orElseThrow();
      Instant now = Instant.ofEpochSecond(ISSUED_AT);
      assertThat(entitles(ecm, -1, now.minusSeconds(1), now)).isTrue();
      assertThat(entitles(ecm, -1, now, now.plusSeconds(60))).as("the second of start").isFalse();
      assertThat(entitles(ecm, -1, now.minusSeconds(60), now.minusSeconds(1))).isFalse();
      assertThat(entitles(ecm, -1, now.plusSeconds(60), now.plusSeconds(120))).isFalse();
      assertThat(entitles(ecm, 0, now.minusSeconds(60), now.plusSeconds(60))).isFalse();
    }
  }

  private boolean entitles(OpenedEcm ecm, int products, Instant start, Instant finish) {
    return profile()
        .entitles(
            new CardRights(new ProductMask(products), start, finish, false, true), ecm);
  }

  @Test
  void theOrderOfTheWordsDoesNotMatter() {
    EcmKey key = ecmKey();
    EcmInput input = input(7);
    List<CryptoPeriodWord> turned = new ArrayList<>(input.words());
    Collections.reverse(turned);
    Octets padding = Octets.of(new byte[64]);
    try (EcmWorker one = profile().ecmWorker(key, new ReplayedPadding(padding));
        EcmWorker other = profile().ecmWorker(key, new ReplayedPadding(padding))) {
      assertThat(other.ecm(new EcmInput(7, turned, accessCriteria(), ISSUED_AT)))
          .isEqualTo(one.ecm(input));
    }
  }

  @Test
  void aForeignKeyOpensNothingButChanceHits() {
    try (EcmWorker worker = profile().ecmWorker(ecmKey(), random);
        EcmOpener opener = profile().ecmOpener(ecmKey())) {
      long opened =
          IntStream.range(0, 1024)
              .filter(cpNumber -> opener.open(worker.ecm(input(cpNumber))).isPresent())
              .count();
      assertThat(opened).as("of 1024; a sum of eight bits lets about 4 pass").isLessThan(16);
    }
  }

  @Test
  void whatIsNoEcmDoesNotOpen() {
    EcmKey key = ecmKey();
    try (EcmWorker worker = profile().ecmWorker(key, random);
        EcmOpener opener = profile().ecmOpener(key)) {
      byte[] ecm = worker.ecm(input(1)).section().toByteArray();
      assertThat(opener.open(new EcmDatagram(Octets.empty()))).isEmpty();
      assertThat(opener.open(new EcmDatagram(Octets.of(ecm, 0, ecm.length - 1)))).isEmpty();
      byte[] longer = Arrays.copyOf(ecm, ecm.length + 1);
      assertThat(opener.open(new EcmDatagram(Octets.of(longer)))).isEmpty();
      ecm[0] = (byte) 0x82;
      assertThat(opener.open(new EcmDatagram(Octets.of(ecm)))).isEmpty();
    }
  }

  @Test
  void wrongKeyLengthsAreRefused() {
    ProfileTraits traits = profile().traits();
    EcmKey ecmKey = new EcmKey(new byte[traits.ecmKeyLength() - 1]);
    refused(ErrorCode.KEY_LENGTH, () -> profile().ecmWorker(ecmKey, random));
    refused(ErrorCode.KEY_LENGTH, () -> profile().ecmOpener(ecmKey));
    CardKey cardKey = new CardKey(new byte[traits.cardKeyLength() + 1]);
    try (EmmWorker worker = profile().emmWorker(UTC)) {
      refused(ErrorCode.KEY_LENGTH, () -> worker.emm(SERIAL, cardKey, rights("2026-01-01")));
    }
  }

  @Test
  void badRequestsAreRefusedAndTheNextGoodOneIsServed() {
    EcmKey key = ecmKey();
    try (EcmWorker worker = profile().ecmWorker(key, random);
        EcmOpener opener = profile().ecmOpener(key)) {
      List<CryptoPeriodWord> words = input(4).words();
      List<CryptoPeriodWord> one = words.subList(0, 1);
      List<CryptoPeriodWord> extra = new ArrayList<>(words);
      extra.add(new CryptoPeriodWord(100, word()));
      List<CryptoPeriodWord> stale = new ArrayList<>(words);
      stale.set(stale.size() - 1, new CryptoPeriodWord(100, word()));
      for (List<CryptoPeriodWord> wrong : List.of(List.<CryptoPeriodWord>of(), one, extra, stale)) {
        refused(
            ErrorCode.CONTROL_WORDS_MISSING,
            () -> worker.ecm(new EcmInput(4, wrong, accessCriteria(), ISSUED_AT)));
      }
      List<CryptoPeriodWord> lengthy = new ArrayList<>(words);
      lengthy.set(0, new CryptoPeriodWord(4, new ControlWord(new byte[7])));
      refused(
          ErrorCode.CONTROL_WORD_LENGTH,
          () -> worker.ecm(new EcmInput(4, lengthy, accessCriteria(), ISSUED_AT)));
      refused(
          ErrorCode.ACCESS_CRITERIA_MISSING,
          () -> worker.ecm(new EcmInput(4, words, AccessCriteria.NONE, ISSUED_AT)));
      assertThat(opener.open(worker.ecm(input(4)))).isPresent();
    }
  }

  @Test
  void aClosedWorkerIsOfNoUse() {
    EcmKey key = ecmKey();
    EcmWorker worker = profile().ecmWorker(key, random);
    EcmOpener opener = profile().ecmOpener(key);
    EmmWorker emms = profile().emmWorker(UTC);
    EcmDatagram ecm = worker.ecm(input(2));
    worker.close();
    worker.close();
    opener.close();
    emms.close();
    assertThatThrownBy(() -> worker.ecm(input(2))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> opener.open(ecm)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> emms.dummy(Instant.ofEpochSecond(ISSUED_AT)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theKeyMayBeDestroyedOnceAWorkerIsMade() {
    EcmKey key = ecmKey();
    try (EcmWorker worker = profile().ecmWorker(key, random);
        EcmOpener opener = profile().ecmOpener(key)) {
      key.destroy();
      assertThat(opener.open(worker.ecm(input(3)))).isPresent();
      assertThat(opener.open(worker.ecm(input(4)))).isPresent();
    }
  }

  @Test
  void workersOfTwoThreadsDoNotDisturbEachOther() {
    List<CompletableFuture<Boolean>> runs =
        IntStream.range(0, 4)
            .mapToObj(seed -> CompletableFuture.supplyAsync(() -> opensAll(seed)))
            .toList();
    assertThat(runs).allSatisfy(run -> assertThat(run.join()).isTrue());
  }

  private boolean opensAll(int seed) {
    RandomGenerator own = new Random(seed);
    byte[] bytes = new byte[profile().traits().ecmKeyLength()];
    own.nextBytes(bytes);
    EcmKey key = new EcmKey(bytes);
    EcmInput input = input(seed);
    try (EcmWorker worker = profile().ecmWorker(key, own);
        EcmOpener opener = profile().ecmOpener(key)) {
      return IntStream.range(0, 2000).allMatch(i -> opener.open(worker.ecm(input)).isPresent());
    }
  }

  @Test
  void anEmmIsAFunctionOfItsArguments() {
    CardKey key = cardKey();
    try (EmmWorker one = profile().emmWorker(UTC);
        EmmWorker other = profile().emmWorker(UTC)) {
      CardRights rights = rights("2026-11-21");
      assertThat(one.emm(SERIAL, key, rights)).isEqualTo(other.emm(SERIAL, key, rights));
      one.emm(new CardSerial(2_100_000_005L), cardKey(), rights("2031-03-03"));
      assertThat(one.emm(SERIAL, key, rights)).isEqualTo(other.emm(SERIAL, key, rights));
      assertThat(one.emm(SERIAL, cardKey(), rights)).isNotEqualTo(other.emm(SERIAL, key, rights));
      Instant now = Instant.ofEpochSecond(ISSUED_AT);
      assertThat(one.dummy(now)).isEqualTo(other.dummy(now));
    }
  }

  /** An ECM input as a conforming mux would cause it. */
  protected final EcmInput input(int cpNumber) {
    List<CryptoPeriodWord> words = new ArrayList<>();
    for (int i = 0; i < profile().traits().cwPerMsg(); i++) {
      words.add(new CryptoPeriodWord(cpNumber + i & 0xFFFF, word()));
    }
    return new EcmInput(cpNumber, words, accessCriteria(), ISSUED_AT);
  }

  private static CardRights rights(String from) {
    Instant start = Instant.parse(from + "T00:00:00Z");
    return new CardRights(
        new ProductMask(0x11), start, start.plusSeconds(30L * 86_400), false, true);
  }

  private ControlWord word() {
    return new ControlWord(bytes(profile().traits().controlWordLengths().iterator().next()));
  }

  private EcmKey ecmKey() {
    return new EcmKey(bytes(profile().traits().ecmKeyLength()));
  }

  private CardKey cardKey() {
    return new CardKey(bytes(profile().traits().cardKeyLength()));
  }

  private synchronized byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void refused(ErrorCode code, Runnable call) {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, call::run);
    assertThat(refusal).as("refusal with " + code).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
  }
}
