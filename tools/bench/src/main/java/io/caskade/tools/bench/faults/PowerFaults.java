package io.caskade.tools.bench.faults;

import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.tools.bench.BenchFolder;
import io.caskade.tools.bench.CardBase;
import io.caskade.tools.bench.HttpConnection;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * kill -9 at the worst moments. Sales run all the time, so each row is one of single changes too.
 */
final class PowerFaults {
  private static final Duration NORMAL = Duration.ofMinutes(6);
  private static final Duration JOB = Duration.ofMinutes(3);

  private PowerFaults() {}

  static List<Fault> all() {
    return List.of(new InBulkJob(), new InKeyChange());
  }

  private record InBulkJob() implements Fault {
    /** Cards of one transaction (io.caskade.jobs). */
    private static final int CHUNK = 2_000;

    private static final int DAYS = 30;
    private static final Instant SOLD_UNTIL = Instant.parse("2030-01-01T00:00:00Z");
    private static final Pattern COUNT = Pattern.compile("\"count\"\\s*:\\s*(\\d+)");

    @Override
    public String name() {
      return "kill-in-bulk-job";
    }

    @Override
    public String done() {
      return "kill -9 while a job extends all cards by 30 days, and sales go on";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      int first = stage.firstQuietPlace();
      int last = stage.scale().cards();
      Instant from = present(stage, last - first);
      Job job;
      try (HttpConnection http = stage.headEnd().connect()) {
        job = Job.start(http, extend(first, last));
        int done = 0;
        while (done < CHUNK) {
          done = job.done(http);
        }
        sheet.note("cut at card %,d of %,d".formatted(done, last - first));
      }
      long cut = System.nanoTime();
      stage.powerCut();
      stage.awaitNormal(NORMAL);
      sheet.normalAfter(Duration.ofNanos(System.nanoTime() - cut));
      DatabaseFaults.noteSilence(stage, sheet);
      job.await(stage.headEnd(), JOB);
      int moved = count(stage, from.plus(DAYS, ChronoUnit.DAYS));
      if (moved != last - first) {
        sheet.complain("%d of %d cards moved once".formatted(moved, last - first));
      }
    }

    private static String extend(int first, int last) {
      var serials = new StringBuilder();
      for (int place = first; place < last; place++) {
        serials.append(place == first ? "" : ",").append(CardBase.serial(place).value());
      }
      return "{\"extend\":{\"cards\":{\"serials\":[%s]},\"by\":\"P%dD\"}}".formatted(serials, DAYS);
    }

    /** Until when they are sold: the rounds before this one have moved them. */
    private static Instant present(Stage stage, int cards) throws IOException {
      Instant finish = SOLD_UNTIL;
      for (int round = 0; round < 1_000; round++) {
        if (count(stage, finish) >= cards) {
          return finish;
        }
        finish = finish.plus(DAYS, ChronoUnit.DAYS);
      }
      throw new IOException("the cards do not end on one day");
    }

    /** Cards that end in that second. */
    private static int count(Stage stage, Instant finish) throws IOException {
      try (HttpConnection http = stage.headEnd().connect()) {
        String body =
            http.get(
                    "/api/v1/networks/main/cards/count?finishFrom=%s&finishBefore=%s"
                        .formatted(finish, finish.plusSeconds(1)))
                .require(200)
                .body();
        Matcher count = COUNT.matcher(body);
        if (!count.find()) {
          throw new IOException("no count in " + body);
        }
        return Integer.parseInt(count.group(1));
      }
    }
  }

  private record InKeyChange() implements Fault {
    private static final int KEY = 32;
    private static final int LEAST_CHANGES = 3;
    private static final long MOST_NANOS = 40_000_000;

    @Override
    public String name() {
      return "kill-in-key-change";
    }

    @Override
    public String done() {
      return "kill -9 while the ECM key is changed over and over";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException, InterruptedException {
      var random = new SecureRandom();
      for (int i = 0; i < stage.scale().keyChanges(); i++) {
        var keys = new Keys(stage, random);
        Thread changing = new Thread(keys, "key-changes");
        changing.start();
        Patience.await("keys change", NORMAL, () -> keys.count() >= LEAST_CHANGES);
        LockSupport.parkNanos(random.nextLong(MOST_NANOS));
        long cut = System.nanoTime();
        stage.headEnd().kill();
        changing.join();
        demandOldOrNew(stage, keys, sheet);
        stage.headEnd().launch();
        stage.awaitNormal(NORMAL);
        sheet.normalAfter(Duration.ofNanos(System.nanoTime() - cut));
        try (var probe = new EcmProbe(stage.headEnd())) {
          // The ECMs open with the key that the vault holds.
          probe.time();
        }
        sheet.note("%d changes before the kill".formatted(keys.count()));
      }
      DatabaseFaults.noteSilence(stage, sheet);
    }

    private static void demandOldOrNew(Stage stage, Keys keys, Sheet sheet) throws IOException {
      byte[] held = new byte[KEY];
      try (var folder = new BenchFolder();
          Pkcs12Vault vault = EcmProbe.copyOfVault(stage.headEnd(), folder.path())) {
        EcmKey key = vault.ecmKey(NetworkId.MAIN);
        key.copyTo(held, 0);
        key.destroy();
      }
      if (!Arrays.equals(held, keys.acknowledged()) && !Arrays.equals(held, keys.tried())) {
        sheet.complain("the vault holds neither the old key nor the new one");
      }
    }
  }

  /** Imports one key after the other until the head-end is gone. */
  private static final class Keys implements Runnable {
    private final Stage stage;
    private final SecureRandom random;
    private byte @Nullable [] acknowledged;
    private byte @Nullable [] tried;
    private int count;

    Keys(Stage stage, SecureRandom random) {
      this.stage = stage;
      this.random = random;
    }

    synchronized int count() {
      return count;
    }

    synchronized byte @Nullable [] acknowledged() {
      return acknowledged;
    }

    synchronized byte @Nullable [] tried() {
      return tried;
    }

    @Override
    public void run() {
      try (HttpConnection http = stage.headEnd().connect()) {
        while (true) {
          byte[] key = new byte[InKeyChange.KEY];
          random.nextBytes(key);
          synchronized (this) {
            tried = key;
          }
          http.call(
                  "POST",
                  "/api/v1/networks/main/ecm-key",
                  "{\"key\":\"" + HexFormat.of().formatHex(key) + "\",\"replace\":true}")
              .require(204);
          synchronized (this) {
            acknowledged = key;
            count++;
          }
        }
      } catch (IOException e) {
        // The end that was wanted; too few changes before it are noticed by who waits for them.
        Thread.currentThread().interrupt();
      }
    }
  }
}
