package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup of a head-end that sells cards meanwhile, restored on another home and another database.
 */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "the fast suite starts no database server")
final class BackupRestoreTest {
  private static final long CHANGED = 2_200_000_001L;
  private static final long FIRST_SOLD = 2_200_001_000L;
  private static final int SOLD_BEFORE = 5;
  private static final Duration ON_AIR = Duration.ofSeconds(60);
  private static final Pattern PASSPHRASE =
      Pattern.compile("\\b([A-Z2-9]{5}(?:-[A-Z2-9]{5}){5})\\b");

  private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicBoolean enough = new AtomicBoolean();

  /** How the program ended and what it said. */
  private record Outcome(int exit, String said) {}

  @Test
  void theOtherHomeHasTheSameCardsKeysAccountsAndEmms(@TempDir Path folder) throws Exception {
    Path archive = folder.resolve("night.backup");
    try (FakeMux mux = new FakeMux()) {
      String emm;
      List<Long> before;
      Outcome made;
      Path settings = folder.resolve("database.cfg");
      try (HeadEnd first = new HeadEnd("backup-of").sendEmmsTo(mux)) {
        first.start();
        first.awaitManagement();
        emm = changedEmm(first, mux);
        Thread seller = new Thread(() -> sell(first), "seller");
        seller.start();
        Patience.await("cards are sold", ON_AIR, () -> acknowledged.size() >= SOLD_BEFORE);
        before = List.copyOf(acknowledged);
        made = tool(first.file("."), "make", "--home", home(first), "--to", archive.toString());
        enough.set(true);
        seller.join();
        Files.copy(first.file("etc/org.ops4j.datasource-caskade.cfg"), settings);
        first.stop();
      }
      assertThat(made.exit()).as(made.said()).isZero();
      Matcher passphrase = PASSPHRASE.matcher(made.said());
      assertThat(passphrase.find()).as(made.said()).isTrue();
      Path kept = passphraseFile(folder, passphrase.group(1));
      refusesWhatIsNotWhole(folder, archive, kept);
      restored(folder, archive, kept, settings, mux, emm, before);
    }
  }

  private void restored(
      Path folder,
      Path archive,
      Path passphrase,
      Path settings,
      FakeMux mux,
      String emm,
      List<Long> before)
      throws Exception {
    try (MariaDbServer server =
            new MariaDbServer(
                // A folder of its own for each run: the one before may have left its files.
                Files.createTempDirectory(
                    Path.of(System.getProperty("caskade.process.folder")), "backup-mariadb"),
                MariaDbServer.FOR_TESTS);
        HeadEnd second = new HeadEnd("backup-onto")) {
      Files.writeString(
          settings,
          Files.readString(settings)
              + "\nosgi.jdbc.driver.class = org.mariadb.jdbc.Driver\nurl = "
              + server.url()
              + "\nuser = root\npassword =\n");
      mux.forget();
      Outcome outcome =
          tool(
              folder,
              "restore",
              archive.toString(),
              "--home",
              home(second),
              "--database",
              settings.toString(),
              "--passphrase-file",
              passphrase.toString());
      assertThat(outcome.exit()).as(outcome.said()).isZero();
      second.start();
      second.awaitManagement();
      assertThat(second.demand("cas:journal-verify")).contains("the chain is whole");
      assertThat(second.demand("cas:card-list --limit 1000"))
          .contains(before.stream().map(BackupRestoreTest::printed).toList());
      assertThat(new Rest(second).get("/api/v1/networks/main/cards?limit=1")).contains("serial");
      Patience.await("the card is on air", ON_AIR, () -> mux.lastEmm(CHANGED).isPresent());
      assertThat(mux.lastEmm(CHANGED)).contains(emm);
      System.out.printf(
          "backup while %d cards were sold, restored into MariaDB: EMMs, journal and accounts are"
              + " the same%n",
          acknowledged.size());
    }
  }

  private static void refusesWhatIsNotWhole(Path folder, Path archive, Path passphrase)
      throws Exception {
    byte[] whole = Files.readAllBytes(archive);
    byte[] altered = whole.clone();
    altered[whole.length / 2] ^= 4;
    Path nowhere = folder.resolve("nowhere");
    assertRefused(folder, altered, passphrase, nowhere, "altered or is damaged");
    byte[] cut = Arrays.copyOf(whole, whole.length - 1_000);
    assertRefused(folder, cut, passphrase, nowhere, "cut off");
    assertRefused(
        folder, whole, passphraseFile(folder, "no such passphrase"), nowhere, "does not open");
  }

  private static void assertRefused(
      Path folder, byte[] bytes, Path passphrase, Path home, String reason) throws Exception {
    Path file = Files.write(folder.resolve("bad.backup"), bytes);
    Outcome outcome =
        tool(
            folder,
            "restore",
            file.toString(),
            "--home",
            home.toString(),
            "--passphrase-file",
            passphrase.toString());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.said()).contains(reason);
    assertThat(home).doesNotExist();
  }

  private static Path passphraseFile(Path folder, String text) throws IOException {
    Path file = Files.createTempFile(folder, "passphrase", "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(file, text + "\n");
  }

  private static String home(HeadEnd headEnd) {
    return headEnd.file("").toString();
  }

  private static Outcome tool(Path from, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-jar",
                System.getProperty("caskade.backup")));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("caskade-backup", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("not within 3 min: " + command);
      }
      return new Outcome(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } finally {
      Files.delete(said);
    }
  }

  /** Adds a card and changes its rights; the same row always makes the same EMM. */
  private static String changedEmm(HeadEnd headEnd, FakeMux mux) throws Exception {
    headEnd.demand(add(CHANGED));
    Patience.await("the card is on air", ON_AIR, () -> mux.lastEmm(CHANGED).isPresent());
    String before = mux.lastEmm(CHANGED).orElseThrow();
    headEnd.demand("cas:card-rights --packages 00000003 " + CHANGED);
    Patience.await(
        "the change is on air", ON_AIR, () -> !mux.lastEmm(CHANGED).orElse(before).equals(before));
    return mux.lastEmm(CHANGED).orElseThrow();
  }

  private void sell(HeadEnd headEnd) {
    for (long serial = FIRST_SOLD; !enough.get(); serial++) {
      try {
        headEnd.demand(add(serial));
        acknowledged.add(serial);
      } catch (IOException e) {
        throw new AssertionError("a card could not be sold while the backup was made", e);
      }
    }
  }

  private static String add(long serial) {
    return "cas:card-add " + serial + " 00000001 2026-01-01 2036-01-01";
  }

  private static String printed(long serial) {
    return Long.toString(serial).replaceAll("(\\d{3})(?=\\d)", "$1-");
  }
}
