package io.caskade.cards.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.cards.ReaderStatus.LastError;
import io.caskade.api.cards.SampleReader;
import io.caskade.lib.backoff.ExponentialBackoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReaderTest {
  private static final ReaderId DESK = new ReaderId("sample", "desk");
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(5),
          new ExponentialBackoff(Duration.ofMillis(5), Duration.ofMillis(20), 0),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final SampleReader slot = new SampleReader("desk");
  private Reader reader = reader(QUICK);

  private Reader reader(Pace pace) {
    return new Reader(DESK, pace, now::get, new Random(1));
  }

  @AfterEach
  void end() {
    reader.close();
    Eventually.noThread("caskade-reader-");
  }

  private ReaderStatus status() {
    return reader.book().status();
  }

  private void begin() {
    reader.bind(slot);
    reader.begin();
  }

  private void beginWithCard() {
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    begin();
    Eventually.is(ReaderState.READY, () -> status().state());
  }

  private Object question() {
    return reader.ask(ReaderTest::exchange).status();
  }

  private static CardAnswer exchange(WatchedCard card) {
    return card.exchange(new CardCommand(new byte[] {(byte) 0xDD, (byte) 0xCA, 0, 0, 0}));
  }

  private ErrorCode refusal() {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, this::question);
    assertThat(refusal).isNotNull();
    return refusal.code();
  }

  private ErrorCode lastError() {
    return status().lastError().map(LastError::code).orElseThrow();
  }

  @Test
  void cardsArePutInAndTakenOutWhileItRuns() {
    begin();
    Eventually.is(ReaderState.EMPTY, () -> status().state());
    assertThat(status().card()).isEmpty();

    now.set(Instant.ofEpochSecond(100));
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    Eventually.is(ReaderState.READY, () -> status().state());
    assertThat(status().since()).isEqualTo(Instant.ofEpochSecond(100));
    assertThat(status().card()).contains(SampleReader.OWN);

    slot.pull();
    Eventually.is(ReaderState.EMPTY, () -> status().state());
    assertThat(status().card()).isEmpty();
    assertThat(slot.connected()).isFalse();
    // Nothing of this is a fault.
    assertThat(status().failures()).isZero();
    assertThat(status().lastError()).isEmpty();
  }

  @Test
  void aCardThatWasJustPutInIsFoundByWhoeverAsks() {
    reader.close();
    reader =
        reader(
            new Pace(Duration.ofHours(1), QUICK.unreached(), QUICK.farewell(), QUICK.patience()));
    begin();
    Eventually.is(ReaderState.EMPTY, () -> status().state());
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    assertThat(question()).isEqualTo(0x9000);
  }

  @Test
  void aCardOfAnotherSystemIsNotUsed() {
    slot.insert(Octets.parseHex("3B6500002063CB6800"), command -> new byte[] {(byte) 0x90, 0});
    begin();
    Eventually.is(ReaderState.UNUSABLE, () -> status().state());
    assertThat(lastError()).isEqualTo(ErrorCode.CARD_NOT_OURS);
    assertThat(status().lastError().orElseThrow().arguments())
        .containsExactly("desk", "3B6500002063CB6800");
    assertThat(refusal()).isEqualTo(ErrorCode.CARD_NOT_OURS);
    assertThat(slot.exchanges()).isZero();
    assertThat(status().card()).isEmpty();

    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    Eventually.is(ReaderState.READY, () -> status().state());
  }

  @Test
  void anAnswerToResetThatIsNoneIsToldSo() {
    slot.insert(Octets.parseHex("3B24003042"), command -> new byte[] {(byte) 0x90, 0});
    begin();
    Eventually.is(ReaderState.UNUSABLE, () -> status().state());
    assertThat(lastError()).isEqualTo(ErrorCode.CARD_ATR_INVALID);
  }

  @Test
  void aMuteCardIsTriedAgainAndCounted() {
    slot.fail(Optional.of(ErrorCode.CARD_MUTE));
    begin();
    Eventually.is(ReaderState.UNUSABLE, () -> status().state());
    Eventually.holds("it is tried again", () -> status().failures() > 2);
    assertThat(refusal()).isEqualTo(ErrorCode.CARD_MUTE);
    assertThat(lastError()).isEqualTo(ErrorCode.CARD_MUTE);

    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    slot.fail(Optional.empty());
    Eventually.is(ReaderState.READY, () -> status().state());
    assertThat(status().lastError()).as("what went wrong last stays known").isPresent();
  }

  @Test
  void aReaderThatIsNotReachedComesBackByItself() {
    slot.fail(Optional.of(ErrorCode.READER_GONE));
    begin();
    Eventually.is(ReaderState.NO_READER, () -> status().state());
    Eventually.holds("it is tried again", () -> slot.connects() > 3);
    assertThat(refusal()).isEqualTo(ErrorCode.READER_GONE);
    slot.fail(Optional.empty());
    Eventually.is(ReaderState.EMPTY, () -> status().state());
  }

  @Test
  void exchangesAreCounted() {
    beginWithCard();
    assertThat(question()).isEqualTo(0x9000);
    assertThat(question()).isEqualTo(0x9000);
    assertThat(status().exchanges()).isEqualTo(2);
    assertThat(status().failures()).isZero();
    Eventually.is(ReaderState.READY, () -> status().state());
  }

  @Test
  void aCardPulledInMidExchangeIsToldAndLookedForAnew() throws Exception {
    beginWithCard();
    slot.stall();
    Asking asking = Asking.of(this::question);
    slot.awaitStalled();
    assertThat(status().state()).isEqualTo(ReaderState.BUSY);
    slot.pull();
    assertThat(asking.outcome()).isEqualTo(ErrorCode.CARD_PULLED);
    Eventually.is(ReaderState.EMPTY, () -> status().state());
    assertThat(status().failures()).isEqualTo(1);
    assertThat(lastError()).isEqualTo(ErrorCode.CARD_PULLED);
  }

  @Test
  void aDriverThatGoesInMidExchangeIsLeftBeforeUnbindReturns() throws Exception {
    beginWithCard();
    slot.stall();
    Asking asking = Asking.of(this::question);
    slot.awaitStalled();

    reader.unbind(slot);
    assertThat(slot.connected()).isFalse();
    int connects = slot.connects();
    assertThat(status().state()).isEqualTo(ReaderState.NO_DRIVER);
    assertThat(asking.outcome()).isEqualTo(ErrorCode.READER_NO_DRIVER);
    assertThat(refusal()).isEqualTo(ErrorCode.READER_NO_DRIVER);
    assertThat(slot.connects()).as("nobody calls it any more").isEqualTo(connects);

    slot.answerAgain();
    reader.bind(slot);
    Eventually.is(ReaderState.READY, () -> status().state());
    assertThat(question()).isEqualTo(0x9000);
  }

  @Test
  void aDriverThatGoesWhileItConnectsGetsItsConnectionBack() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    CardReaderDriver slow =
        () -> {
          inside.countDown();
          awaitUninterruptibly(go);
          return slot.connect();
        };
    reader.bind(slow);
    reader.begin();
    inside.await();
    Asking unbinding =
        Asking.of(
            () -> {
              reader.unbind(slow);
              return slot.connected();
            });
    Eventually.is(ReaderState.NO_DRIVER, () -> status().state());
    assertThat(unbinding.isDone()).as("it waits for the driver's code to be left").isFalse();
    go.countDown();
    assertThat(unbinding.outcome()).isEqualTo(false);
    assertThat(slot.connects()).isEqualTo(1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDriverThatDoesNotComeBackHoldsNobodyUpForLong() throws Exception {
    reader.close();
    reader =
        reader(new Pace(QUICK.look(), QUICK.unreached(), Duration.ofMillis(50), QUICK.patience()));
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    CardReaderDriver stuck =
        () -> {
          inside.countDown();
          awaitUninterruptibly(go);
          throw new CaskadeException(ErrorCode.CARD_ABSENT, "desk");
        };
    reader.bind(stuck);
    reader.begin();
    inside.await();
    reader.unbind(stuck);
    assertThat(status().state()).isEqualTo(ReaderState.NO_DRIVER);
    go.countDown();
    reader.bind(slot);
    Eventually.is(ReaderState.EMPTY, () -> status().state());
  }

  @Test
  void theSecondDriverServesWhenTheFirstGoes() {
    beginWithCard();
    var second = new SampleReader("desk");
    second.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x98, 0x11});
    reader.bind(second);
    assertThat(question()).isEqualTo(0x9000);
    reader.unbind(slot);
    assertThat(question()).isEqualTo(0x9811);
    assertThat(slot.connected()).isFalse();
  }

  @Test
  void eightWaitAndTheNinthIsRefused() throws Exception {
    beginWithCard();
    slot.stall();
    List<Asking> all = new ArrayList<>();
    all.add(Asking.of(this::question));
    slot.awaitStalled();
    for (int i = 1; i <= Reader.QUEUE; i++) {
      all.add(Asking.of(this::question));
      Eventually.is(i, reader::waiting);
    }
    assertThat(refusal()).isEqualTo(ErrorCode.READER_BUSY);
    assertThat(reader.book().refusals()).isEqualTo(1);

    slot.answerAgain();
    for (Asking asking : all) {
      assertThat(asking.outcome()).isEqualTo(0x9000);
    }
    assertThat(status().exchanges()).isEqualTo(9);
  }

  @Test
  void whoeverWaitsTooLongIsToldAndTheReaderGoesOn() throws Exception {
    reader.close();
    reader =
        reader(new Pace(QUICK.look(), QUICK.unreached(), QUICK.farewell(), Duration.ofMillis(50)));
    beginWithCard();
    slot.stall();
    assertThat(refusal()).isEqualTo(ErrorCode.READER_BUSY);
    assertThat(refusal()).as("also one that did not begin").isEqualTo(ErrorCode.READER_BUSY);
    assertThat(reader.waiting()).isZero();
    slot.answerAgain();
    Eventually.is(ReaderState.READY, () -> status().state());
    assertThat(slot.exchanges()).isEqualTo(1);
  }

  @Test
  void stoppedItLetsTheCardGoUntilItIsStarted() throws Exception {
    beginWithCard();
    slot.stall();
    Asking asking = Asking.of(this::question);
    slot.awaitStalled();
    reader.stop();
    assertThat(slot.connected()).isFalse();
    assertThat(status().state()).isEqualTo(ReaderState.STOPPED);
    assertThat(asking.outcome()).isEqualTo(ErrorCode.READER_STOPPED);
    assertThat(refusal()).isEqualTo(ErrorCode.READER_STOPPED);

    slot.answerAgain();
    reader.start();
    Eventually.is(ReaderState.READY, () -> status().state());
  }

  @Test
  void closedItEndsTheCallAndItsThread() throws Exception {
    beginWithCard();
    slot.stall();
    Asking first = Asking.of(this::question);
    slot.awaitStalled();
    Asking second = Asking.of(this::question);
    Eventually.is(1, reader::waiting);
    reader.close();
    Eventually.noThread("caskade-reader-");
    assertThat(first.outcome()).isEqualTo(ErrorCode.READER_STOPPED);
    assertThat(second.outcome()).isEqualTo(ErrorCode.READER_STOPPED);
    assertThat(slot.connected()).isFalse();
    assertThat(refusal()).isEqualTo(ErrorCode.READER_STOPPED);
  }

  @Test
  void aFaultOfTheDriverIsItsReadersOnly() {
    AtomicReference<Throwable> thrown = new AtomicReference<>(new NoClassDefFoundError("x"));
    CardReaderDriver broken =
        () -> {
          if (thrown.get() instanceof Error error) {
            throw error;
          }
          Thread.currentThread().interrupt();
          throw new IllegalStateException("y");
        };
    reader.bind(broken);
    reader.begin();
    Eventually.is(ReaderState.NO_READER, () -> status().state());
    Eventually.holds("it is told", () -> status().lastError().isPresent());
    assertThat(status().lastError().orElseThrow().arguments())
        .containsExactly("desk", NoClassDefFoundError.class.getName());
    thrown.set(new IllegalStateException());
    Eventually.holds(
        "the thread lives on",
        () ->
            status()
                .lastError()
                .filter(e -> e.arguments().contains(IllegalStateException.class.getName()))
                .isPresent());
    reader.bind(slot);
    reader.unbind(broken);
    Eventually.is(ReaderState.EMPTY, () -> status().state());
  }

  @Test
  void aCardThatAnswersBadlyIsResetByAnewConnection() {
    beginWithCard();
    int connects = slot.connects();
    slot.fail(Optional.of(ErrorCode.CARD_PARITY));
    assertThat(refusal()).isEqualTo(ErrorCode.CARD_PARITY);
    slot.fail(Optional.empty());
    Eventually.is(ReaderState.READY, () -> status().state());
    assertThat(slot.connects()).isGreaterThan(connects);
    assertThat(question()).isEqualTo(0x9000);
  }

  @Test
  void whatIsWrongWithTheQuestionIsNotTheReadersError() {
    beginWithCard();
    CaskadeException refusal =
        catchThrowableOfType(
            CaskadeException.class,
            () ->
                reader.ask(
                    card -> {
                      throw new CaskadeException(ErrorCode.KEY_UNKNOWN, "main");
                    }));
    assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
    assertThat(status().lastError()).isEmpty();
    assertThat(status().state()).isEqualTo(ReaderState.READY);
  }

  @Test
  void aConnectionThatFailsToCloseIsNoHarm() {
    slot.insert(SampleReader.OWN, command -> new byte[] {(byte) 0x90, 0});
    reader.bind(() -> new Unclosable(slot.connect()));
    reader.begin();
    Eventually.is(ReaderState.READY, () -> status().state());
    reader.stop();
    assertThat(status().state()).isEqualTo(ReaderState.STOPPED);
  }

  private record Unclosable(CardConnection card) implements CardConnection {
    @Override
    public Octets answerToReset() {
      return card.answerToReset();
    }

    @Override
    public Octets reset() {
      return card.reset();
    }

    @Override
    public CardAnswer exchange(CardCommand command) {
      return card.exchange(command);
    }

    @Override
    public boolean present() {
      return card.present();
    }

    @Override
    public void close() {
      throw new IllegalStateException("the port is gone");
    }
  }
}
