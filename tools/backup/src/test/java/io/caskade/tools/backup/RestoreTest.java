package io.caskade.tools.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.keys.crypto.PassphraseSealedStreams;
import io.caskade.ops.backup.archive.BackupFile;
import io.caskade.ops.backup.archive.Manifest;
import io.caskade.store.jpa.gate.Changelog;
import io.caskade.store.jpa.gate.Migration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  /** As the first builds left their databases. */
  private static final SchemaLevel FIRST =
      new SchemaLevel(
          Changelog.known().changesets().stream().filter(id -> id.startsWith("1-")).toList());

  private static final String OLD_NETWORK =
      "insert into network values ('main', 1, 2816, 'tvcas3', 'UTC', 'UTC')";
  private static final String OLD_CARD =
      "insert into card values ('main', 7, 3, 'ACTIVE', 'north', 5, 100, 200, 0, 0, 200, X'AB')";

  private final PassphraseSealedStreams seal = new PassphraseSealedStreams();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(new PrintStream(said, true, StandardCharsets.UTF_8), Locale.ENGLISH);
  private final Restore restore = new Restore(screen, seal);
  private final Passphrase passphrase = phrase("correct horse battery");
  private Path folder;

  @BeforeEach
  void take(@TempDir Path given) {
    folder = given;
  }

  @Test
  void anOlderHomeComesBackUpToDateWithWhatItsOperatorChanged() throws Exception {
    SampleHome old = SampleHome.make(folder.resolve("old"), FIRST, OLD_NETWORK, OLD_CARD);
    edit(old);
    Path backup = offline(old);
    SampleHome fresh = new SampleHome(folder.resolve("new"));
    SampleHome.fresh(fresh.folder());
    Files.writeString(fresh.folder().resolve("etc/system.properties"), "of the newer build");
    Files.writeString(fresh.folder().resolve("etc/io.caskade.ecmg-main.cfg"), "port = 42001");
    restore.onto(fresh.folder(), backup, passphrase, Optional.empty());
    assertThat(fresh.rows("select concat(serial, ' ', version, ' ', all_products) from card"))
        .containsExactly("7 3 5");
    assertThat(new Home(fresh.folder()).database().dump().schema()).isEqualTo(Changelog.known());
    assertThat(new Home(fresh.folder()).identity()).isEqualTo(new Home(old.folder()).identity());
    Path etc = fresh.folder().resolve("etc");
    assertThat(etc.resolve("io.caskade.web.cfg")).hasContent("port = 9090");
    assertThat(etc.resolve("io.caskade.emmg-one.cfg")).hasContent("port = 1");
    assertThat(etc.resolve("io.caskade.gone.cfg")).doesNotExist();
    assertThat(etc.resolve("io.caskade.ecmg-main.cfg")).hasContent("port = 42001");
    assertThat(etc.resolve("system.properties")).hasContent("of the newer build");
    for (String secret : List.of("vault.p12", "vault.password", "backup.passphrase")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc.resolve(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("main 0x0B00");
  }

  @Test
  void whereAPackageInstalledItTheSettingsBehindTheLinksAreKept() throws Exception {
    SampleHome old = SampleHome.make(folder.resolve("old"), Changelog.known());
    edit(old);
    for (String name : List.of("etc", ".caskade")) {
      Path elsewhere = folder.resolve("elsewhere-" + name);
      Files.move(old.folder().resolve(name), elsewhere);
      Files.createSymbolicLink(old.folder().resolve(name), elsewhere);
    }
    Path backup = offline(old);
    SampleHome fresh = new SampleHome(folder.resolve("new"));
    SampleHome.fresh(fresh.folder());
    restore.onto(fresh.folder(), backup, passphrase, Optional.empty());
    Path etc = fresh.folder().resolve("etc");
    assertThat(etc.resolve("io.caskade.web.cfg")).hasContent("port = 9090");
    assertThat(etc.resolve("io.caskade.emmg-one.cfg")).hasContent("port = 1");
    assertThat(etc.resolve("io.caskade.ecmg-main.cfg")).hasContent("port = 42000");
    assertThat(etc.resolve("vault.p12")).exists();
  }

  private static void edit(SampleHome home) throws IOException {
    Path etc = home.folder().resolve("etc");
    Files.writeString(etc.resolve("io.caskade.web.cfg"), "port = 9090");
    Files.writeString(etc.resolve("io.caskade.emmg-one.cfg"), "port = 1");
    Files.writeString(home.folder().resolve(".caskade/etc/io.caskade.gone.cfg"), "x");
  }

  @Test
  void aBackupOfANewerBuildIsRefusedAndNothingIsThere() throws Exception {
    SampleHome home = SampleHome.make(folder.resolve("home"), Changelog.known());
    List<String> ids = new ArrayList<>(Changelog.known().changesets());
    ids.add("9-future");
    var manifest =
        new Manifest("9.9", new SchemaLevel(ids), "0011223344556677", List.of(), Instant.EPOCH);
    Path file = folder.resolve("newer.backup");
    new BackupFile(seal)
        .write(
            file,
            passphrase,
            manifest,
            new Home(home.folder()).database().dump(),
            new Home(home.folder()).files(),
            rows -> {});
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> restore.onto(nowhere, file, passphrase, Optional.empty()))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.BACKUP_NEWER);
              assertThat(refusal).hasMessageContaining("9.9").hasMessageContaining("9-future");
            });
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void theWayBackFromAnUpgradeGivesTheOlderBuildItsDataAndSchema() throws Exception {
    SampleHome home = SampleHome.make(folder.resolve("home"), FIRST, OLD_NETWORK, OLD_CARD);
    Path backup = offline(home);
    upgraded(home);
    restore.back(home.folder(), backup, passphrase, Optional.empty());
    assertThat(new Home(home.folder()).database().dump().schema()).isEqualTo(FIRST);
    assertThat(home.rows("select version from card")).containsExactly("3");
    assertThat(home.folder().resolve("data/caskade/cards.snapshot")).doesNotExist();
  }

  @Test
  void theWayBackKeepsTheDataWhenTheSchemaIsTheSame() throws Exception {
    SampleHome home = SampleHome.make(folder.resolve("home"), FIRST, OLD_NETWORK, OLD_CARD);
    Path backup = offline(home);
    execute(home, "update card set version = 4");
    restore.back(home.folder(), backup, passphrase, Optional.empty());
    assertThat(home.rows("select version from card")).containsExactly("4");
  }

  @Test
  void theWayBackRefusesTheBackupOfAnotherHeadEnd() throws Exception {
    SampleHome other = SampleHome.make(folder.resolve("other"), FIRST, OLD_NETWORK, OLD_CARD);
    SampleHome home = SampleHome.make(folder.resolve("home"), FIRST, OLD_NETWORK);
    upgraded(home);
    Path backup = offline(other);
    assertThatThrownBy(() -> restore.back(home.folder(), backup, passphrase, Optional.empty()))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.BACKUP_OTHER_HEAD_END));
    assertThat(home.rows("select count(*) from card")).containsExactly("0");
    assertThat(new Home(home.folder()).database().dump().schema()).isEqualTo(Changelog.known());
  }

  @Test
  void aDatabaseThatHoldsSomethingIsNotFilled() throws Exception {
    SampleHome old = SampleHome.make(folder.resolve("old"), FIRST, OLD_NETWORK, OLD_CARD);
    SampleHome full = SampleHome.make(folder.resolve("full"), FIRST, OLD_NETWORK, OLD_CARD);
    Path backup = offline(old);
    Path settings =
        Files.writeString(
            folder.resolve("full.cfg"),
            "url = jdbc:h2:file:%s/db/caskade\nuser = sa\n"
                .formatted(full.folder().resolve("data")));
    Path fresh = folder.resolve("new");
    SampleHome.fresh(fresh);
    assertThatThrownBy(() -> restore.onto(fresh, backup, passphrase, Optional.of(settings)))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.DUMP_STORE_NOT_EMPTY));
    assertThat(full.rows("select version from card")).containsExactly("3");
  }

  @Test
  void partsThatLeaveTheHomeAreRefused() {
    for (String part :
        List.of("etc/../../x", "/etc/x", "etc/", "etc//x", "other/x", "etc/a/../b", "vault/x")) {
      assertThatThrownBy(() -> Layout.requirePlain(part))
          .as(part)
          .isInstanceOf(CaskadeException.class);
    }
    Layout.requirePlain("etc/keys/a.properties");
  }

  private void upgraded(SampleHome home) throws Exception {
    new Migration(ZoneOffset.UTC, InstantSource.system())
        .update(new Home(home.folder()).database().source());
    execute(home, "update card set version = 5");
    Files.createDirectories(home.folder().resolve("data/caskade"));
    Files.writeString(home.folder().resolve("data/caskade/cards.snapshot"), "newer");
  }

  private static void execute(SampleHome home, String sql) throws Exception {
    try (var connection = new Home(home.folder()).database().source().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Path offline(SampleHome home) throws IOException {
    Path file = home.folder().resolve("etc/backup.passphrase");
    Files.writeString(file, "correct horse battery\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new OfflineBackup(screen, seal, InstantSource.system())
        .make(new Home(home.folder()), Optional.empty());
  }

  private static Passphrase phrase(String text) {
    return new Passphrase(text.getBytes(StandardCharsets.UTF_8));
  }
}
