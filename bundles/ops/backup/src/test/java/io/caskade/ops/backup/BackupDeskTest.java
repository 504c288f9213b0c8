package io.caskade.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Secret;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.MacVault;
import io.caskade.api.keys.Passphrase;
import io.caskade.api.keys.PassphraseSeal;
import io.caskade.api.ops.BackupListener;
import io.caskade.api.ops.BackupReport;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.keys.crypto.PassphraseSealedStreams;
import io.caskade.ops.backup.archive.BackupFile;
import io.caskade.ops.backup.archive.Manifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupDeskTest implements BackupDesk.Parts, BackupListener {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  private final FakeStore store = new FakeStore();
  private PassphraseSeal seal = new OpenSeal();
  private final List<String> shown = new ArrayList<>();
  private Instant now = NOW;
  private Path home;
  private BackupPlan plan;
  private BackupDesk desk;

  @BeforeEach
  void home(@TempDir Path folder) throws IOException {
    home = folder.toRealPath();
    Files.createDirectories(home.resolve("etc/keys"));
    Files.createDirectories(home.resolve(".caskade/etc"));
    etc("io.caskade.web.cfg", "port = 8080");
    etc("system.properties", "the build's");
    etc("host.key", "this machine's");
    etc("keys/vault.p12", "the vault");
    etc("keys/vault.recovery", "its companion");
    etc("vault.password", "its password");
    etc("io.caskade.vault.cfg", "file = keys/vault.p12\n");
    Files.writeString(home.resolve(".caskade/etc/io.caskade.web.cfg"), "port = 80");
    plan = new BackupPlan(home.resolve("b"), Optional.empty(), 2, home.resolve("etc/pass"));
    desk = new BackupDesk(home, "1.2", this, () -> now, () -> plan);
    passphrase("correct horse battery");
  }

  private void etc(String name, String text) throws IOException {
    Files.writeString(home.resolve("etc").resolve(name), text);
  }

  private void passphrase(String text) throws IOException {
    etc("pass", text + "\n");
    Files.setPosixFilePermissions(
        home.resolve("etc/pass"), PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void holdsWhatTheOperatorHasAndNothingOfTheMachine() throws IOException {
    BackupReport made = desk.make(Optional.empty(), this);
    assertThat(made.file().getFileName().toString())
        .matches("caskade-[0-9a-f]{4}-20261121T200000Z\\.backup");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
        .isEqualTo("rw-------");
    var read = new Read();
    read(made.file(), read);
    assertThat(read.files)
        .containsOnly(
            Map.entry("etc/io.caskade.web.cfg", "port = 8080"),
            Map.entry("etc/io.caskade.vault.cfg", "file = keys/vault.p12\n"),
            Map.entry("pristine/io.caskade.web.cfg", "port = 80"),
            Map.entry("vault/store", "the vault"),
            Map.entry("vault/password", "its password"),
            Map.entry("vault/recovery", "its companion"));
    assertThat(read.store).isEqualTo(FakeStore.ROWS);
    assertThat(read.manifest.networks()).containsExactly("main 0x0B00");
    assertThat(read.manifest.schema()).isEqualTo(store.schema());
    assertThat(read.manifest.headEnd()).matches("[0-9a-f]{16}");
    assertThat(shown).isEmpty();
  }

  @Test
  void aMissingPassphraseIsMadeAndShownOnce() throws IOException {
    Files.delete(home.resolve("etc/pass"));
    Path file = desk.make(Optional.empty(), this).file();
    now = now.plusSeconds(1);
    desk.make(Optional.empty(), this);
    assertThat(shown).hasSize(1);
    assertThat(home.resolve("etc/pass")).hasContent(shown.get(0));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("etc/pass"))))
        .isEqualTo("rw-------");
    read(file, new Read(), shown.get(0));
  }

  @Test
  void aPassphraseThatIsShortOrOpenToOthersIsRefused() throws IOException {
    passphrase("short");
    assertRefused(Optional.empty(), ErrorCode.PASSPHRASE_UNFIT);
    passphrase("long enough for this");
    Files.setPosixFilePermissions(
        home.resolve("etc/pass"), PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(Optional.empty(), ErrorCode.PASSPHRASE_UNFIT);
    assertThat(desk.failure()).isPresent();
  }

  @Test
  void aFullDiskLeavesNoHalfFile() throws IOException {
    Path target = home.resolve("b-one.backup");
    store.midway =
        () -> {
          throw new IOException("No space left on device");
        };
    assertRefused(Optional.of(target), ErrorCode.BACKUP_TARGET);
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left.filter(file -> file.toString().contains("b-one"))).isEmpty();
    }
    assertThat(desk.failure().orElseThrow().reason()).hasMessageContaining("No space left");
    store.midway = () -> {};
    desk.make(Optional.of(target), this);
    assertThat(desk.failure()).isEmpty();
  }

  @Test
  void neverTwoAtOnceAndNeverOverAnotherFile() {
    Path target = home.resolve("one.backup");
    store.midway = () -> assertRefused(Optional.empty(), ErrorCode.BACKUP_RUNNING);
    desk.make(Optional.of(target), this);
    store.midway = () -> {};
    assertRefused(Optional.of(target), ErrorCode.BACKUP_TARGET);
    assertRefused(Optional.of(home.resolve("no/such/folder")), ErrorCode.BACKUP_TARGET);
  }

  @Test
  void keepsTheNewestOfItsFolderAndNothingElseGoes() throws IOException {
    Files.createDirectories(home.resolve("b"));
    Files.writeString(home.resolve("b/mine.backup"), "");
    for (int i = 0; i < 4; i++) {
      desk.make(Optional.empty(), this);
      now = now.plusSeconds(60);
    }
    try (Stream<Path> files = Files.list(home.resolve("b"))) {
      assertThat(files.map(file -> file.getFileName().toString().replaceAll("-[0-9a-f]{4}-", "-")))
          .containsExactlyInAnyOrder(
              "mine.backup", "caskade-20261121T200200Z.backup", "caskade-20261121T200300Z.backup");
    }
  }

  @Test
  void aBackupThatIsCutOrChangedIsRefused() throws IOException {
    seal = new PassphraseSealedStreams(new Random(1));
    Path file = desk.make(Optional.empty(), this).file();
    byte[] whole = Files.readAllBytes(file);
    var random = new Random(3);
    for (int i = 0; i < 3; i++) {
      byte[] changed = whole.clone();
      changed[95 + random.nextInt(whole.length - 95)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertThatThrownBy(() -> read(file, new Read()))
          .isInstanceOfSatisfying(
              CaskadeException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SEAL_ALTERED));
      Files.write(file, Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1)));
      assertThatThrownBy(() -> read(file, new Read()))
          .isInstanceOfSatisfying(
              CaskadeException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SEAL_CUT_OFF));
    }
  }

  @Test
  void theScheduleMakesOneADayAndMakesUpForATimeThatWasPassedOver() {
    plan =
        new BackupPlan(plan.folder(), Optional.of(LocalTime.of(21, 0)), 2, plan.passphraseFile());
    var made = new ArrayList<Instant>();
    store.midway = () -> made.add(now);
    try (var schedule = new Schedule(desk, () -> plan, () -> now, ZoneOffset.UTC)) {
      schedule.look();
      now = NOW.plusSeconds(3_599);
      schedule.look();
      assertThat(made).isEmpty();
      now = NOW.plusSeconds(3_601);
      schedule.look();
      schedule.look();
      assertThat(made).hasSize(1);
      now = NOW.plusSeconds(86_400 + 7_200);
      schedule.look();
      assertThat(made).hasSize(2);
    }
    assertThat(plan.next(NOW, ZoneId.of("UTC"))).contains(NOW.plusSeconds(3_600));
  }

  @Test
  void theControlSocketIsTheOwnersAloneAndTellsHowItGoes() throws Exception {
    Path folder = Files.createTempDirectory("csk");
    Path socket = folder.resolve("c").resolve(ControlSocket.FILE);
    try (var control = new ControlSocket(folder.resolve("c"), desk)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      Path target = home.resolve("by socket.backup");
      List<String> answer = ask(socket, "backup en " + Wire.word(target.toString()) + "\n");
      assertThat(answer).contains("rows 3");
      assertThat(answer.get(answer.size() - 1)).startsWith("done " + Wire.word(target.toString()));
      assertThat(target).exists();
      List<String> refused = ask(socket, "backup ru " + Wire.word(target.toString()) + "\n");
      assertThat(refused).hasSize(1);
      assertThat(Wire.text(refused.get(0).split(" ")[1])).contains("Копию нельзя записать");
      assertThat(ask(socket, "x".repeat(9_000) + "\n")).isEmpty();
      assertThat(ask(socket, "what\n")).hasSize(1);
    }
    assertThat(socket).doesNotExist();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().equals(ControlSocket.THREAD));
  }

  private static List<String> ask(Path socket, String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      var in = new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8);
      return new BufferedReader(in).lines().toList();
    }
  }

  private void assertRefused(Optional<Path> target, ErrorCode code) {
    assertThatThrownBy(() -> desk.make(target, this))
        .isInstanceOfSatisfying(
            CaskadeException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private void read(Path file, BackupFile.Visitor visitor) throws IOException {
    read(file, visitor, "correct horse battery");
  }

  private void read(Path file, BackupFile.Visitor visitor, String with) throws IOException {
    new BackupFile(seal).read(file, new Passphrase(with.getBytes(StandardCharsets.UTF_8)), visitor);
  }

  @Override
  public @Nullable StoreDump dump() {
    return store;
  }

  @Override
  public @Nullable PassphraseSeal seal() {
    return seal;
  }

  @Override
  public @Nullable KeyVault vault() {
    return new MacVault("vault");
  }

  @Override
  public @Nullable ChangeFeed feed() {
    return store;
  }

  @Override
  public void rows(long rows) {}

  @Override
  public void passphraseMade(Secret passphrase, Path file) {
    byte[] clear = new byte[passphrase.length()];
    passphrase.copyTo(clear, 0);
    shown.add(new String(clear, StandardCharsets.UTF_8));
  }

  /** As the real one, but its key costs nothing: it leaves everything open. */
  private static final class OpenSeal implements PassphraseSeal {
    @Override
    public Passphrase generate() {
      return new PassphraseSealedStreams(new Random(1)).generate();
    }

    @Override
    public OutputStream seal(Passphrase passphrase, OutputStream target) throws IOException {
      target.write(passphrase.length());
      return target;
    }

    @Override
    public InputStream unseal(Passphrase passphrase, InputStream source) throws IOException {
      assertThat(source.read()).isEqualTo(passphrase.length());
      return source;
    }
  }

  private static final class Read implements BackupFile.Visitor {
    final Map<String, String> files = new TreeMap<>();
    byte[] store = {};
    Manifest manifest;

    @Override
    public void manifest(Manifest found) {
      manifest = found;
    }

    @Override
    public void store(InputStream dump) throws IOException {
      store = dump.readAllBytes();
    }

    @Override
    public void file(String part, InputStream content) throws IOException {
      files.put(part, new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
