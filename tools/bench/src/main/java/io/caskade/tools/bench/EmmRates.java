package io.caskade.tools.bench;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.keys.CardKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** How many EMMs a thread makes, beside what the cipher alone allows. */
final class EmmRates {
  private static final int MESSAGE = 48;
  private static final int TWO_KEYS = 16;
  private static final int THREE_KEYS = 24;

  /** Room for any section of the profile. */
  private static final int ROOM = 1_316;

  /** So many keys take turns: none is met twice while its schedule could still be kept. */
  private static final int KEYS = 1_024;

  private final List<CardKey> keys = new ArrayList<>();
  private final List<byte[]> rawKeys = new ArrayList<>();
  private final byte[] message = new byte[MESSAGE];
  private final CardRights rights;
  private long sum;

  EmmRates() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < KEYS; i++) {
      byte[] key = new byte[TWO_KEYS];
      random.nextBytes(key);
      keys.add(new CardKey(key));
      byte[] raw = Arrays.copyOf(key, THREE_KEYS);
      System.arraycopy(key, 0, raw, TWO_KEYS, THREE_KEYS - TWO_KEYS);
      rawKeys.add(raw);
    }
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    rights =
        new CardRights(new ProductMask(1), today, today.plus(Duration.ofDays(365)), false, false);
  }

  /**
   * @param source the carousel over a table of cards
   */
  void print(PrintStream out, Rates rates, EmmSource source) {
    var audience = new EmmAudience("rate", Set.of(NetworkId.MAIN), Set.of(), Duration.ofSeconds(1));
    var calendar = new CardCalendar(ZoneOffset.UTC, ZoneOffset.UTC, ZoneOffset.UTC);
    try (EmmWorker worker = new Tvcas3Profile(new BlockCiphers()).emmWorker(calendar);
        EmmFeed feed = source.open(audience)) {
      Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
      List<Double> perSecond =
          rates.perSecond(
              List.of(
                  turn -> encrypt(cipher, turn),
                  turn -> sum += emm(worker, turn),
                  turn -> sum += feed.next(ROOM).map(e -> e.section().length()).orElse(0)));
      out.println("EMMs of one thread, a second of processor time");
      out.println("Aim: the profile reaches 0.8 of the cipher");
      var report = new Report("work", "EMM/s", "us/EMM", "of cipher");
      List<String> names =
          List.of("3DES of 48 bytes, a key each", "profile", "carousel with table and profile");
      for (int i = 0; i < names.size(); i++) {
        double rate = perSecond.get(i);
        report.row(
            names.get(i),
            Report.number(rate),
            Report.number(1e6 / rate),
            Report.number(rate / perSecond.get(0)));
      }
      report.print(out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no triple DES", e);
    }
  }

  /** The shortest way there is on the JDK's cipher. */
  private void encrypt(Cipher cipher, long turn) {
    try {
      byte[] key = rawKeys.get((int) turn % KEYS);
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DESede"));
      cipher.doFinal(message, 0, MESSAGE, message, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("triple DES failed", e);
    }
  }

  private int emm(EmmWorker worker, long turn) {
    return worker.emm(new CardSerial(turn), keys.get((int) turn % KEYS), rights).section().length();
  }
}
