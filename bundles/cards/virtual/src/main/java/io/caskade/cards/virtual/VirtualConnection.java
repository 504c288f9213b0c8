package io.caskade.cards.virtual;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.cards.virtual.store.KeptCard;
import io.caskade.lib.cardprotocol.CardProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual card that has power. The card has a thread of its own, so that one which is stuck in
 * its state file (a network disk, say) keeps nobody waiting for longer than the seam allows.
 */
final class VirtualConnection implements CardConnection {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualConnection.class);
  private static final Duration END = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final String name;
  private final Path config;
  private final CardProgram card;
  private final ThreadPoolExecutor thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Octets answerToReset;
  private volatile boolean closed;

  /**
   * @param kept closed behind the connection's last command
   * @param card the card in it
   */
  VirtualConnection(String name, Path config, KeptCard kept, CardProgram card) {
    this.name = name;
    this.config = config;
    this.card = card;
    answerToReset = Octets.of(card.reset());
    thread =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> worker(work, kept));
    // Also a card that is never asked is closed by its thread.
    thread.prestartCoreThread();
  }

  private Thread worker(Runnable work, KeptCard kept) {
    Thread worker =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                clearInterrupt();
                try {
                  kept.close();
                } finally {
                  ended.countDown();
                }
              }
            },
            "caskade-card-" + name);
    worker.setDaemon(true);
    return worker;
  }

  /** An interrupted thread cannot write files. */
  private static boolean clearInterrupt() {
    return Thread.interrupted();
  }

  @Override
  public Octets answerToReset() {
    return answerToReset;
  }

  @Override
  public Octets reset() {
    answerToReset = Octets.of(call(card::reset));
    return answerToReset;
  }

  @Override
  public CardAnswer exchange(CardCommand command) {
    byte[] bytes = command.toByteArray();
    byte[] answer = new byte[0];
    try {
      answer = call(() -> card.command(bytes));
      return new CardAnswer(answer);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(answer, (byte) 0);
    }
  }

  private byte[] call(Callable<byte[]> work) {
    requirePresent();
    try {
      return await(thread.submit(work));
    } catch (RejectedExecutionException e) {
      throw new CaskadeException(e, ErrorCode.CARD_PULLED, name);
    }
  }

  private byte[] await(Future<byte[]> answer) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      try {
        byte[] came = answer.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        // What a card says while it is pulled is nothing to go by.
        requirePresent();
        return came;
      } catch (TimeoutException e) {
        requirePresent();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CaskadeException(e, ErrorCode.CARD_PULLED, name);
      } catch (ExecutionException e) {
        throw new CaskadeException(e, closed ? ErrorCode.CARD_PULLED : ErrorCode.CARD_SILENT, name);
      }
    }
    throw new CaskadeException(ErrorCode.CARD_SILENT, name);
  }

  private void requirePresent() {
    if (!present()) {
      throw new CaskadeException(ErrorCode.CARD_PULLED, name);
    }
  }

  @Override
  public boolean present() {
    return !closed && Files.isRegularFile(config);
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
    try {
      // Behind this the card's files are free for the next connection.
      if (!ended.await(END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("reader {}: the card is stuck in a command; its files stay taken till then", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
