package io.caskade.api.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link CardReaderDriver} must do; a user's own passes the same. A driver's test
 * extends this class and gives it a reader with a card in it, real or played. Bounds of time are
 * twice what the seam promises, for machines that stall.
 */
@Timeout(120)
public abstract class CardReaderDriverContract {
  private static final Duration TOLD = Duration.ofSeconds(4);
  private static final Duration ENDED = Duration.ofSeconds(5);
  private static final Set<ErrorCode> LOST =
      Set.of(
          ErrorCode.CARD_PULLED,
          ErrorCode.CARD_MUTE,
          ErrorCode.CARD_SILENT,
          ErrorCode.CARD_GARBLED,
          ErrorCode.READER_GONE);

  private @Nullable CardConnection open;

  /** The driver under test; the same one during a test. */
  protected abstract CardReaderDriver driver();

  /** Puts the card in and returns when the reader knows; it is in at the beginning of a test. */
  protected abstract void insertCard();

  /** Takes the card out; returns when the reader knows, where it can know. */
  protected abstract void pullCard();

  /** A command that the card answers. */
  protected abstract CardCommand question();

  /** Its answer, with the status. */
  protected abstract CardAnswer rightAnswer();

  /** Lets the card take the next command and never answer it. */
  protected abstract void stall();

  /** Waits until the card has got the command that it does not answer. */
  protected abstract void awaitStalled() throws InterruptedException;

  /** Whether the reader knows by itself that a card is in it; false without a detection line. */
  protected boolean detects() {
    return true;
  }

  /** Whether a thread is the driver's: every thread of this head-end has a name that says so. */
  protected boolean isDrivers(Thread thread) {
    return thread.getName().startsWith("caskade-");
  }

  @AfterEach
  void disconnect() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void aCardAnswersToResetAndIsPresent() {
    CardConnection card = connect();
    assertThat(card.answerToReset().length()).isBetween(2, 33);
    assertThat(card.answerToReset().at(0)).isIn(0x3B, 0x3F);
    assertThat(card.present()).isTrue();
  }

  @Test
  void anEmptyReaderIsToldSoonAndACardPutInIsFound() {
    pullCard();
    long began = System.nanoTime();
    CaskadeException refusal = refusalOfConnect();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TOLD);
    assertThat(refusal.code()).isIn(absence());
    assertThat(refusalOfConnect().code()).isIn(absence());

    insertCard();
    assertThat(connect().exchange(question())).isEqualTo(rightAnswer());
  }

  @Test
  void aCommandIsAnsweredAndStaysTheCallers() {
    CardCommand question = question();
    CardConnection card = connect();
    for (int time = 0; time < 3; time++) {
      assertThat(card.exchange(question)).isEqualTo(rightAnswer());
    }
    assertThat(question).isEqualTo(question());
  }

  @Test
  void aResetGivesTheSameAnswerAndTheCardGoesOn() {
    CardConnection card = connect();
    Octets first = card.answerToReset();
    assertThat(card.exchange(question())).isEqualTo(rightAnswer());
    assertThat(card.reset()).isEqualTo(first);
    assertThat(card.answerToReset()).isEqualTo(first);
    assertThat(card.exchange(question())).isEqualTo(rightAnswer());
  }

  @Test
  void aPulledCardIsNoticedAndComesBack() {
    CardConnection card = connect();
    pullCard();
    assertThat(refusalOf(() -> card.exchange(question())).code()).isIn(LOST);
    if (detects()) {
      assertThat(card.present()).isFalse();
    }
    card.close();

    insertCard();
    assertThat(connect().exchange(question())).isEqualTo(rightAnswer());
  }

  @Test
  void aCardPulledWhileItIsAskedEndsTheCall() throws Exception {
    CardConnection card = connect();
    stall();
    CompletableFuture<CaskadeException> ended = ask(card);
    awaitStalled();
    pullCard();
    // Without a detection line the driver finds out by waiting for the card in vain.
    Duration patience = detects() ? ENDED.multipliedBy(2) : Duration.ofSeconds(60);
    assertThat(within(ended, patience).code()).isIn(LOST);
  }

  @Test
  void closeFromAnotherThreadEndsTheCall() throws Exception {
    CardConnection card = connect();
    stall();
    CompletableFuture<CaskadeException> ended = ask(card);
    awaitStalled();
    card.close();
    assertThat(within(ended, ENDED).code()).isEqualTo(ErrorCode.CARD_PULLED);
  }

  @Test
  void closeMayBeRepeatedAndEndsTheConnectionForGood() {
    CardConnection card = connect();
    card.close();
    card.close();
    assertThat(refusalOf(() -> card.exchange(question())).code()).isEqualTo(ErrorCode.CARD_PULLED);
    assertThat(refusalOf(card::reset).code()).isEqualTo(ErrorCode.CARD_PULLED);
    assertThat(card.present()).isFalse();
  }

  @Test
  void nothingIsLeftAfterClose() throws InterruptedException {
    Set<Thread> before = driversThreads();
    for (int time = 0; time < 5; time++) {
      CardConnection card = connect();
      assertThat(card.exchange(question())).isEqualTo(rightAnswer());
      card.close();
    }
    pullCard();
    assertThat(refusalOfConnect().code()).isIn(absence());
    for (Thread thread : driversThreads()) {
      if (!before.contains(thread)) {
        thread.join(ENDED.toMillis());
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private CardConnection connect() {
    CardConnection card = driver().connect();
    open = card;
    return card;
  }

  private Set<ErrorCode> absence() {
    return detects() ? Set.of(ErrorCode.CARD_ABSENT) : LOST;
  }

  private CaskadeException refusalOfConnect() {
    return refusalOf(() -> connect().close());
  }

  private static CaskadeException refusalOf(Runnable call) {
    CaskadeException refusal = catchThrowableOfType(CaskadeException.class, call::run);
    assertThat(refusal).as("a refusal with a code").isNotNull();
    return refusal;
  }

  private CompletableFuture<CaskadeException> ask(CardConnection card) {
    CardCommand question = question();
    CompletableFuture<CaskadeException> ended = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                card.exchange(question);
                ended.completeExceptionally(new AssertionError("the card answered"));
              } catch (CaskadeException e) {
                ended.complete(e);
              } catch (RuntimeException e) {
                ended.completeExceptionally(e);
              }
            },
            "asks-the-card")
        .start();
    return ended;
  }

  private static CaskadeException within(CompletableFuture<CaskadeException> call, Duration bound)
      throws InterruptedException, ExecutionException, TimeoutException {
    return call.get(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Set<Thread> driversThreads() {
    return List.copyOf(Thread.getAllStackTraces().keySet()).stream()
        .filter(this::isDrivers)
        .collect(Collectors.toSet());
  }
}
