package io.caskade.cards.readerpcsc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaderDriverContract;
import io.caskade.api.cards.RecordedCard;
import io.caskade.api.cards.SampleReader;
import io.caskade.api.cards.VpcdCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminals.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract of drivers on the real service; run by {@link PcscdTest} in a place of its own. */
@EnabledIfSystemProperty(named = PcscdTest.ALONE, matches = "true")
class RealPcscContract extends CardReaderDriverContract {
  private static final Octets QUESTION = Octets.parseHex("DD26000003100140");
  private static final Octets FETCH = Octets.parseHex("DDCA000011");

  private final SampleReader slot = new SampleReader("slot");
  private final PcscReader reader =
      new PcscReader("desk", new SystemPcsc(), "Virtual PCD*00 00", "T=0", Limits.USUAL);
  private @Nullable Pcscd service;
  private @Nullable VpcdCard card;

  @BeforeEach
  void begin() throws IOException {
    service = Pcscd.start();
    insertCard();
  }

  @AfterEach
  void end() throws IOException {
    slot.answerAgain();
    pullCard();
    requireNonNull(service).close();
  }

  @Override
  protected CardReaderDriver driver() {
    return reader;
  }

  @Override
  protected void insertCard() {
    slot.insert(SampleReader.OWN, new RecordedCard());
    eventually("the virtual reader takes the card", this::connected);
    eventually("the service sees the card", () -> seen() == 1);
  }

  private boolean connected() {
    try {
      card = VpcdCard.connect(slot, Pcscd.CARD_PORT);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  protected void pullCard() {
    slot.pull();
    try {
      if (card != null) {
        card.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // It looks every 0.4 s.
    eventually("the service sees that it is gone", () -> seen() == 0);
  }

  /** Cards that the service sees; -1 when it does not answer. */
  private static int seen() {
    try {
      PcscStack.Session session = new SystemPcsc().open();
      try {
        return session.terminals(State.CARD_PRESENT).size();
      } finally {
        session.close();
      }
    } catch (CardException e) {
      return -1;
    }
  }

  private static void eventually(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  protected CardCommand question() {
    return new CardCommand(QUESTION.toByteArray());
  }

  @Override
  protected CardAnswer rightAnswer() {
    return new CardAnswer(Octets.parseHex("9811").toByteArray());
  }

  @Override
  protected void stall() {
    slot.stall();
  }

  @Override
  protected void awaitStalled() throws InterruptedException {
    slot.awaitStalled();
  }

  @Test
  void aStatusOf98IsPassedOnAndItsBytesAreFetched() {
    CardConnection connection = reader.connect();
    try {
      assertThat(connection.answerToReset()).isEqualTo(SampleReader.OWN);
      assertThat(connection.exchange(question()).status()).isEqualTo(0x9811);
      CardAnswer fetched = connection.exchange(new CardCommand(FETCH.toByteArray()));
      assertThat(fetched.status()).isEqualTo(0x9000);
      assertThat(Octets.of(fetched.data()).hex()).isEqualTo("20014028020B002F02002C300102230102");
    } finally {
      connection.close();
    }
  }

  @Test
  void aRestartOfTheServiceIsSurvived() throws IOException {
    CardConnection before = reader.connect();
    assertThat(before.exchange(question())).isEqualTo(rightAnswer());

    pullCard();
    requireNonNull(service).close();
    assertThat(before.present()).isFalse();
    assertThat(codeOf(() -> before.exchange(question()))).isEqualTo(ErrorCode.READER_GONE);
    before.close();
    assertThat(codeOf(() -> reader.connect().close())).isEqualTo(ErrorCode.READER_GONE);

    service = Pcscd.start();
    insertCard();
    CardConnection after = reader.connect();
    assertThat(after.exchange(question())).isEqualTo(rightAnswer());
    after.close();
  }

  @Test
  void aStalledCardHoldsNoOtherSessionUp() throws Exception {
    CardConnection connection = reader.connect();
    stall();
    var answer = CompletableFuture.supplyAsync(() -> connection.exchange(question()));
    awaitStalled();
    assertThat(seen()).isEqualTo(1);
    slot.answerAgain();
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(rightAnswer());
    connection.close();
  }

  private static ErrorCode codeOf(Runnable call) {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, call::run);
    assertThat(refusal).isNotNull();
    return refusal.code();
  }
}
