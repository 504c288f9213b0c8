package io.caskade.tools.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A billing system that sells all the time and remembers what it was told. Each of its cards gets a
 * later finish with every sale, so that what the head-end holds afterwards tells which sale it was:
 * never one before the last that was acknowledged. Has a thread of its own until it is closed.
 */
public final class Sales implements AutoCloseable {
  private static final Instant FIRST_FINISH = Instant.parse("2031-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Pattern FINISH = Pattern.compile("\"finish\"\\s*:\\s*\"([^\"]+)\"");

  private final HeadEnd headEnd;
  private final int firstPlace;
  private final Duration every;
  private final Consumer<Long> acknowledged;
  private final Card[] cards;
  private final Thread thread;
  private volatile boolean running = true;
  private Tally tally = new Tally();

  /**
   * Since the last {@link #restart()}.
   *
   * @param acknowledged answered 200
   * @param refused answered with another status
   * @param unknown without any answer: either outcome is right
   * @param slowest the longest time to an answer of any kind
   * @param refusals how often each status came
   * @param lastRefusal the body of the last one, empty when there was none
   */
  public record Figures(
      long acknowledged,
      long refused,
      long unknown,
      Duration slowest,
      Map<Integer, Integer> refusals,
      String lastRefusal) {}

  /** A card: numbers of sales count from 1. */
  private static final class Card {
    private final long serial;
    private int tried;
    private int acknowledged;

    Card(long serial) {
      this.serial = serial;
    }
  }

  private static final class Tally {
    private long acknowledged;
    private long refused;
    private long unknown;
    private long slowest;
    private final Map<Integer, Integer> refusals = new TreeMap<>();
    private String lastRefusal = "";
  }

  /**
   * Begins to sell.
   *
   * @param firstPlace of its cards in the card base
   * @param count of its cards; nobody else changes them
   * @param every pause between two sales
   * @param acknowledged is told the serial of each card whose sale was answered 200, on the selling
   *     thread
   */
  public Sales(
      HeadEnd headEnd, int firstPlace, int count, Duration every, Consumer<Long> acknowledged) {
    this.headEnd = headEnd;
    this.firstPlace = firstPlace;
    this.every = every;
    this.acknowledged = acknowledged;
    cards = new Card[count];
    for (int i = 0; i < count; i++) {
      cards[i] = new Card(CardBase.serial(firstPlace + i).value());
    }
    thread = new Thread(this::sell, "sales");
    thread.start();
  }

  /** Where its cards end in the card base. */
  public int lastPlace() {
    return firstPlace + cards.length;
  }

  /** Counts from zero; what was acknowledged stays remembered. */
  public synchronized void restart() {
    tally = new Tally();
  }

  public synchronized Figures figures() {
    return new Figures(
        tally.acknowledged,
        tally.refused,
        tally.unknown,
        Duration.ofNanos(tally.slowest),
        new TreeMap<>(tally.refusals),
        tally.lastRefusal);
  }

  /**
   * Compares every card with what was acknowledged.
   *
   * @return one sentence for each acknowledged sale that is not there
   */
  public List<String> lost() throws IOException {
    List<String> lost = new ArrayList<>();
    try (HttpConnection http = headEnd.connect()) {
      for (Card card : cards) {
        int before;
        synchronized (this) {
          before = card.acknowledged;
        }
        String body = http.get(path(card.serial)).require(200).body();
        int held = sale(body);
        int tried;
        synchronized (this) {
          tried = card.tried;
        }
        if (held < before || held > tried) {
          lost.add("card %d holds sale %d, acknowledged %d".formatted(card.serial, held, before));
        }
      }
    }
    return lost;
  }

  private static int sale(String body) throws IOException {
    Matcher finish = FINISH.matcher(body);
    if (!finish.find()) {
      throw new IOException("no finish in " + body);
    }
    Instant at = Instant.parse(finish.group(1));
    return at.isBefore(FIRST_FINISH) ? 0 : (int) Duration.between(FIRST_FINISH, at).dividedBy(STEP);
  }

  private static String path(long serial) {
    return "/api/v1/networks/main/cards/" + serial + "/entitlements";
  }

  private void sell() {
    HttpConnection http = null;
    for (int turn = 0; running; turn++) {
      Card card = cards[turn % cards.length];
      long began = System.nanoTime();
      try {
        http = http == null ? headEnd.connect(PATIENCE) : http;
        note(card, sell(http, card), System.nanoTime() - began);
      } catch (IOException e) {
        note(card, null, System.nanoTime() - began);
        http = hangUp(http);
      }
      LockSupport.parkNanos(every.toNanos());
    }
    hangUp(http);
  }

  private HttpConnection.Answer sell(HttpConnection http, Card card) throws IOException {
    int number;
    synchronized (this) {
      number = ++card.tried;
    }
    return http.call(
        "PUT",
        path(card.serial),
        "{\"entitlements\":[{\"products\":[%d],\"start\":\"2026-01-01T00:00:00Z\",\"finish\":\"%s\"}]}"
            .formatted(number % 32, FIRST_FINISH.plus(STEP.multipliedBy(number))));
  }

  private void note(Card card, HttpConnection.@Nullable Answer answer, long took) {
    boolean well = answer != null && answer.status() == 200;
    synchronized (this) {
      if (answer == null) {
        tally.unknown++;
      } else if (well) {
        tally.acknowledged++;
        card.acknowledged = card.tried;
      } else {
        tally.refused++;
        tally.refusals.merge(answer.status(), 1, Integer::sum);
        tally.lastRefusal = answer.body();
      }
      tally.slowest = Math.max(tally.slowest, took);
    }
    if (well) {
      acknowledged.accept(card.serial);
    }
  }

  private static @Nullable HttpConnection hangUp(@Nullable HttpConnection http) {
    try {
      if (http != null) {
        http.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("a connection cannot be closed", e);
    }
    return null;
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
