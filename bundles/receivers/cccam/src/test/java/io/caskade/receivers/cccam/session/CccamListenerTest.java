package io.caskade.receivers.cccam.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService.Failure;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.EcmTerms;
import io.caskade.lib.cccam.EmmDelivery;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FromClient;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.PartnerText;
import io.caskade.lib.cccam.ServerData;
import io.caskade.lib.cccam.WordsAnswer;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CccamListenerTest extends ServedTest {
  private static final Octets ECM = Octets.parseHex("80700541424344EE");
  private static final Octets OTHER_ECM = Octets.parseHex("81700551525354EE");
  private static final Octets WORDS = Octets.parseHex("11223366445566FF778899980A0B0C21");
  private static final Octets OTHER_WORDS = Octets.parseHex("0102030604050612070809181A1B1C51");
  private static final PartnerText EXTENSIONS =
      new PartnerText("OSCam", List.of(PartnerText.EXTENDED_MODE, "SID"));

  @Test
  void aReceiverGetsWhatItMayAskForAndItsControlWords() throws IOException {
    server.opens(ECM, WORDS);
    try (Receiver receiver = Receiver.enter(address(), "alice", "s3cret", Receiver.PLAIN)) {
      receiver.next(FromServer.ClientDataTaken.class);
      ServerData data = receiver.next(ServerData.class);
      assertThat(data).isEqualTo(new ServerData(NODE, "2.0.11", "2892"));
      Card card = receiver.card();
      assertThat(card)
          .isEqualTo(new Card(100, 100, 0x0B00, 0, 0, 0, CARD.providers(), List.of(NODE)));
      receiver.send(ask(0, card.shareId(), ECM));

      assertThat(receiver.maskedWords(card.shareId())).isEqualTo(WORDS.toByteArray());
    }
    assertThat(server.questions())
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.caSystemId()).isEqualTo(0x0B00);
              assertThat(question.provider()).isEqualTo(1);
              assertThat(question.serviceId()).isEqualTo(0x101);
              assertThat(question.ecm().section()).isEqualTo(ECM);
            });
  }

  @Test
  void theServerLearnsWhoAsks() throws IOException {
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      receiver.card();

      assertThat(server.entrances())
          .singleElement()
          .satisfies(
              entrance -> {
                assertThat(entrance.protocol()).isEqualTo("cccam");
                assertThat(entrance.name()).isEqualTo("alice");
                assertThat(entrance.client()).isEqualTo("CCcam 2.3.0 (3367)");
              });
      assertThat(listener().peers()).hasSize(1);
    }
  }

  @Test
  void twoQuestionsWithoutNumbersAreAnsweredInTheirOrder() throws IOException {
    server.opens(ECM, WORDS);
    server.denies(OTHER_ECM, Refusal.NOT_ENTITLED);
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      int share = receiver.card().shareId();
      server.hold();
      receiver.send(ask(0, share, ECM));
      await(() -> server.questions().size() == 1);
      // The second one is decided at once, the first one waits.
      receiver.send(ask(0, share + 1, OTHER_ECM), new FromClient.Keepalive().frame());
      receiver.next(FromServer.Keepalive.class);
      server.release();

      assertThat(receiver.maskedWords(share)).isEqualTo(WORDS.toByteArray());
      assertThat(receiver.next(FromServer.NotFound.class).shareUnknown()).isTrue();
    }
  }

  @Test
  void numberedQuestionsAreAnsweredAsTheAnswersCome() throws IOException {
    server.opens(ECM, WORDS);
    server.opens(OTHER_ECM, OTHER_WORDS);
    try (Receiver receiver = Receiver.ready(address(), Receiver.PARTNER)) {
      receiver.send(EXTENSIONS.frame());
      assertThat(receiver.next(FromServer.Partner.class).text())
          .isEqualTo(new PartnerText("Caskade", List.of("EXT")));
      int share = receiver.card().shareId();
      server.hold();
      receiver.send(ask(7, share, ECM), ask(9, share + 1, ECM));
      FromServer.NotFound unknown = receiver.next(FromServer.NotFound.class);
      assertThat(unknown).isEqualTo(new FromServer.NotFound(9, true, ""));
      receiver.send(ask(8, share, OTHER_ECM));
      await(() -> server.questions().size() == 2);
      server.release();

      WordsAnswer first = receiver.next(WordsAnswer.class);
      WordsAnswer second = receiver.next(WordsAnswer.class);
      assertThat(List.of(first.index(), second.index())).containsExactlyInAnyOrder(7, 8);
      Octets expected = first.index() == 7 ? WORDS : OTHER_WORDS;
      assertThat(receiver.words(first)).isEqualTo(expected.toByteArray());
    }
  }

  @Test
  void aPartnerThatSaysNothingSeesItsCardsAfterAWhile() throws IOException {
    server.opens(ECM, WORDS);
    try (Receiver receiver = Receiver.ready(address(), Receiver.PARTNER)) {
      int share = receiver.card().shareId();
      receiver.send(ask(0, share, ECM));

      assertThat(receiver.maskedWords(share)).isEqualTo(WORDS.toByteArray());
    }
  }

  @Test
  void extendedModeIsKeptFromWhoDoesNotOfferIt() throws IOException {
    server.opens(ECM, WORDS);
    try (Receiver receiver = Receiver.ready(address(), Receiver.PARTNER)) {
      receiver.send(new PartnerText("other", List.of("SID")).frame());
      assertThat(receiver.next(FromServer.Partner.class).text().extensions()).isEmpty();
      int share = receiver.card().shareId();
      receiver.send(ask(5, share, ECM));

      assertThat(receiver.maskedWords(share)).isEqualTo(WORDS.toByteArray());
    }
  }

  @Test
  void aRefusalSaysWhetherAnotherCardMayHaveIt() throws IOException {
    server.denies(ECM, Refusal.NOT_ENTITLED);
    server.denies(OTHER_ECM, Refusal.CAID_UNKNOWN);
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      int share = receiver.card().shareId();
      receiver.send(ask(0, share, ECM));
      assertThat(receiver.next(FromServer.NotFound.class).shareUnknown()).isFalse();
      receiver.send(ask(0, share, OTHER_ECM));

      assertThat(receiver.next(FromServer.NotFound.class).shareUnknown()).isTrue();
    }
  }

  @Test
  void emmsAreAcknowledgedAndKeepalivesEchoed() throws IOException {
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      int share = receiver.card().shareId();
      receiver.send(
          EmmDelivery.deliver(0x0B00, 1, share, ECM.toByteArray()).frame(),
          new FromClient.Keepalive().frame());

      receiver.next(FromServer.EmmTaken.class);
      receiver.next(FromServer.Keepalive.class);
      assertThat(listener().counters()).containsEntry("emms_dropped", 1L);
    }
  }

  @Test
  void otherCardsAreToldWithOtherNumbers() throws IOException {
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      assertThat(receiver.card().shareId()).isEqualTo(100);
      OfferedCard more = new OfferedCard(0x0B01, List.of(5), 2);
      server.offer(CARD, more);
      Card second = receiver.card();
      assertThat(second.shareId()).isEqualTo(101);
      assertThat(second.caSystemId()).isEqualTo(0x0B01);
      assertThat(second.reshare()).isEqualTo(2);
      server.offer(new OfferedCard(0x0B00, List.of(3), 0), more);

      assertThat(receiver.next(FromServer.CardRemoved.class).shareId()).isEqualTo(100);
      assertThat(receiver.card().shareId()).isEqualTo(102);
      receiver.send(ask(0, 100, ECM));
      assertThat(receiver.next(FromServer.NotFound.class).shareUnknown()).isTrue();
    }
  }

  @Test
  void manyProvidersAreSpreadOverCards() throws IOException {
    server.offer(new OfferedCard(0x0B00, IntStream.range(0, 70).boxed().toList(), 0));
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      assertThat(receiver.card().providers()).hasSize(32);
      assertThat(receiver.card().providers()).hasSize(32);
      assertThat(receiver.card().providers()).containsExactly(64, 65, 66, 67, 68, 69);
    }
  }

  @Test
  void wordsThatAreLongerThanTheMessageAreNotCut() throws IOException {
    server.opens(ECM, Octets.parseHex(WORDS.hex() + OTHER_WORDS.hex()));
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      receiver.send(ask(0, receiver.card().shareId(), ECM));

      assertThat(receiver.next(FromServer.NotFound.class).shareUnknown()).isFalse();
    }
  }

  @Test
  void theLastWordSaysWhy() throws IOException {
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      receiver.card();
      server.end("alice", Refusal.REPLACED);

      assertThat(receiver.next(FromServer.NotFound.class).text()).isEqualTo("REPLACED");
      assertThat(receiver.isClosed()).isTrue();
    }
    await(() -> server.open() == 0);
  }

  @Test
  void whoIsTurnedAwayIsToldWhy() throws IOException {
    server.turnAway("alice", Refusal.BLOCKED);
    try (Receiver receiver = Receiver.enter(address(), "alice", "s3cret", Receiver.PLAIN)) {
      assertThat(receiver.next(FromServer.NotFound.class).text()).isEqualTo("BLOCKED");
      assertThat(receiver.isClosed()).isTrue();
    }
    assertThat(server.failures()).isEmpty();
  }

  @Test
  void aWrongPasswordIsClosedAndReported() {
    assertThatThrownBy(() -> Receiver.enter(address(), "alice", "s3creT", Receiver.PLAIN))
        .isInstanceOf(IOException.class);
    assertThat(server.failures())
        .extracting(Failure::why)
        .containsExactly(LogInFailure.WRONG_PASSWORD);
    assertThat(server.entrances()).isEmpty();
  }

  @Test
  void whoSpeaksSomethingElseIsClosedAndReported() throws IOException {
    try (Socket socket = Receiver.connect(address())) {
      socket.getInputStream().readNBytes(16);
      socket.getOutputStream().write(new byte[20]);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.failures()).extracting(Failure::why).containsExactly(LogInFailure.PROTOCOL);
  }

  @Test
  void whoAsksWithoutWaitingIsClosed() throws IOException {
    server.hold();
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      int share = receiver.card().shareId();
      Frame[] flood = new Frame[65];
      Arrays.fill(flood, ask(0, share, ECM));
      receiver.send(flood);

      assertThat(receiver.isClosed()).isTrue();
    }
    assertThat(server.failures()).extracting(Failure::why).containsExactly(LogInFailure.PROTOCOL);
  }

  @Test
  void aLengthThatNobodySendsIsClosed() throws IOException {
    try (Receiver receiver = Receiver.ready(address(), Receiver.PLAIN)) {
      int share = receiver.card().shareId();
      receiver.send(EcmQuestion.ask(0, 0x0B00, 1, share, 0x101, new byte[Frame.MOST]).frame());

      assertThatThrownBy(receiver::next).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aServerWithoutAPartnersNodeShowsItsCardsAtOnce() throws IOException {
    restart(NodeId.parse("1122334455667788"), "2.1.4", new SecureRandom());
    try (Receiver receiver = Receiver.ready(address(), Receiver.PARTNER)) {
      assertThat(receiver.card().nodes()).containsExactly(NodeId.parse("1122334455667788"));
    }
  }

  private static Frame ask(int index, int share, Octets ecm) {
    return EcmQuestion.ask(index, 0x0B00, 1, share, 0x101, ecm.toByteArray()).frame();
  }

  /** A condition of another thread; fails when it does not come true. */
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void aSiteIsToldWithTheWordsWhatTheEcmAsksFor() throws IOException {
    Instant issuedAt = Instant.parse("2026-11-22T10:00:00Z");
    server.site("alice");
    server.opens(ECM, WORDS, issuedAt, AccessCriteria.of(new byte[] {0, 0, 0, 5}));
    server.denies(OTHER_ECM, Refusal.BUSY);
    try (Receiver site = Receiver.ready(address(), Receiver.PARTNER)) {
      site.send(new PartnerText("Caskade edge", List.of("EXT", "TRM")).frame());
      assertThat(site.next(FromServer.Partner.class).text())
          .isEqualTo(new PartnerText("Caskade", List.of("EXT", "TRM")));
      int share = site.card().shareId();
      site.send(ask(7, share, ECM), ask(8, share, OTHER_ECM));

      WordsAnswer answer = site.next(WordsAnswer.class);
      assertThat(answer.index()).isEqualTo(7);
      assertThat(site.words(answer)).isEqualTo(WORDS.toByteArray());
      assertThat(answer.terms()).contains(new EcmTerms(issuedAt, new byte[] {0, 0, 0, 5}));
      assertThat(site.next(FromServer.NotFound.class))
          .isEqualTo(new FromServer.NotFound(8, false, Refusal.BUSY.word()));
    }
  }

  @Test
  void nobodyButASiteIsTold() throws IOException {
    server.opens(ECM, WORDS, Instant.EPOCH, AccessCriteria.of(new byte[] {0, 0, 0, 5}));
    try (Receiver receiver = Receiver.ready(address(), Receiver.PARTNER)) {
      receiver.send(new PartnerText("Caskade edge", List.of("EXT", "TRM")).frame());
      assertThat(receiver.next(FromServer.Partner.class).text().extensions())
          .containsExactly("EXT");
      receiver.send(ask(7, receiver.card().shareId(), ECM));

      WordsAnswer answer = receiver.next(WordsAnswer.class);
      assertThat(answer.terms()).isEmpty();
      assertThat(receiver.words(answer)).isEqualTo(WORDS.toByteArray());
    }
  }

  @Test
  void aSiteThatCannotDecideGetsNothing() throws IOException {
    server.site("alice");
    server.opens(ECM, WORDS);
    try (Receiver site = Receiver.ready(address(), Receiver.PARTNER)) {
      site.send(EXTENSIONS.frame());
      assertThat(site.next(FromServer.Partner.class).text().extensions()).containsExactly("EXT");
      site.send(ask(7, site.card().shareId(), ECM));

      assertThat(site.next(FromServer.NotFound.class))
          .isEqualTo(new FromServer.NotFound(7, false, ""));
    }
    assertThat(server.questions()).isEmpty();
  }
}
