package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NOON;
import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.SOUTH;
import static io.caskade.rights.mirror.TestCards.keyed;
import static io.caskade.rights.mirror.TestCards.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.rights.AiringRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
  private static final AiringRules RULES = AiringRules.DEFAULT;
  private static final AiringRules ROLLING =
      new AiringRules(Duration.ofHours(7), Optional.of(Duration.ofDays(35)));

  private final StreamSeal seal = new TestVault("one").seal();

  private final Path folder;

  SnapshotFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everythingIsReadAgain() throws IOException {
    MirrorImage image = image(3000);
    SnapshotFile file = file();
    file.write(image, seal);

    MirrorImage read = file.read(seal).orElseThrow();

    assertThat(read.complete()).isTrue();
    assertThat(read.position()).isEqualTo(image.position());
    assertThat(read.networks()).isEqualTo(image.networks());
    assertThat(read.airing()).isEqualTo(image.airing());
    assertThat(read.rules(NORTH)).isEqualTo(ROLLING);
    assertThat(read.boundariesTo()).isEqualTo(99);
    assertThat(read.accounts().known()).isTrue();
    assertThat(read.accounts().all())
        .containsExactlyInAnyOrder(
            TestAccounts.account(NORTH, "ann", 1), TestAccounts.account(SOUTH, "bob", 2));
    assertThat(read.size()).isEqualTo(image.size());
    for (long serial : new long[] {0, 1500, 2999}) {
      assertThat(read.of(NORTH).find(new CardSerial(serial), NOON, RULES))
          .isEqualTo(image.of(NORTH).find(new CardSerial(serial), NOON, RULES))
          .isPresent();
    }
    assertThat(read.of(SOUTH).find(new CardSerial(9), NOON, RULES).orElseThrow().region())
        .isEqualTo("coast");
  }

  /** Files of before blocks became smaller hold up to 1,024 rows in one. */
  @Test
  void aLargeBlockIsReadAndCutWhenACardOfItChanges() throws IOException {
    NetworkCards cards = image(1024).of(NORTH);
    List<CardBlock> blocks = cards.blocks();
    var large =
        new CardBlock(
            blocks.stream().flatMapToInt(block -> Arrays.stream(block.serials())).toArray(),
            blocks.stream().flatMapToInt(block -> Arrays.stream(block.words())).toArray(),
            blocks.get(0).stride(),
            keys(blocks),
            Extras.NONE);
    var image = image(0).with(new NetworkCards(NORTH, cards.regions(), List.of(large)));
    file().write(image, seal);

    NetworkCards read = file().read(seal).orElseThrow().of(NORTH);

    assertThat(read.blocks()).hasSize(1);
    assertThat(read.find(new CardSerial(700), NOON, RULES))
        .isEqualTo(cards.find(new CardSerial(700), NOON, RULES))
        .isPresent();
    NetworkCards changed = merged(read, List.of(keyed(NORTH, 700, 9)));
    assertThat(changed.size()).isEqualTo(1024);
    assertThat(changed.blocks())
        .allSatisfy(block -> assertThat(block.size()).isLessThanOrEqualTo(NetworkCards.BLOCK));
  }

  private static byte[] keys(List<CardBlock> blocks) {
    var keys = new ByteArrayOutputStream();
    blocks.forEach(block -> keys.writeBytes(block.keys()));
    return keys.toByteArray();
  }

  @Test
  void theFormWithoutRulesAndWindowsIsRefused() {
    byte[] first = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5};

    assertThatThrownBy(() -> SnapshotCodec.read(new ByteArrayInputStream(first)))
        .isInstanceOf(StreamCorruptedException.class)
        .hasMessageContaining("form 1");
  }

  /** As a build wrote it that knew no receivers: cards are at hand, accounts are not known. */
  @Test
  void theFormWithoutReceiverAccountsIsRead() throws IOException {
    MirrorImage image = image(1000);
    var clear = new ByteArrayOutputStream();
    SnapshotCodec.write(image, clear);
    var accounts = new ByteArrayOutputStream();
    AccountsCodec.write(image.accounts(), new DataOutputStream(accounts));
    byte[] older = Arrays.copyOf(clear.toByteArray(), clear.size() - accounts.size());
    older[3] = 2;

    MirrorImage read = SnapshotCodec.read(new ByteArrayInputStream(older));

    assertThat(read.complete()).isTrue();
    assertThat(read.position()).isEqualTo(image.position());
    assertThat(read.size()).isEqualTo(1001);
    assertThat(read.accounts().known()).isFalse();
    assertThat(read.accounts().all()).isEmpty();
  }

  @Test
  void accountsThatWereNotReadYetAreNotKnownFromAFileEither() throws IOException {
    file().write(image(1).with(KnownAccounts.NONE), seal);
    assertThat(file().read(seal).orElseThrow().accounts().known()).isFalse();
  }

  @Test
  void noFileIsNoSnapshot() {
    assertThat(file().read(seal)).isEmpty();
  }

  @Test
  void onlyTheOwnerMayReadItAndNothingElseIsLeft() throws IOException {
    file().write(image(10), seal);
    file().write(image(20), seal);

    Path path = folder.resolve("cards.snapshot");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void noKeyStandsInTheFile() throws IOException {
    file().write(image(10), seal);

    byte[] key = new byte[16];
    TestCards.key(5).copyTo(key, 0);
    assertThat(contains(Files.readAllBytes(folder.resolve("cards.snapshot")), key)).isFalse();
  }

  @Test
  void anAlteredOrCutOrForeignFileIsRefused() throws IOException {
    Path path = folder.resolve("cards.snapshot");
    file().write(image(3000), seal);
    byte[] sound = Files.readAllBytes(path);
    var random = new Random(5);
    for (int i = 0; i < 40; i++) {
      byte[] altered = sound.clone();
      altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, altered);
      assertRefused(seal);
      Files.write(path, Arrays.copyOf(sound, random.nextInt(sound.length)));
      assertRefused(seal);
    }
    Files.write(path, sound);
    assertRefused(new TestVault("two").seal());
    Files.write(path, "cards".getBytes(StandardCharsets.UTF_8));
    assertRefused(seal);
    Files.write(path, sound);
    assertThat(file().read(seal)).isPresent();
  }

  private void assertRefused(StreamSeal seal) {
    assertThatThrownBy(() -> file().read(seal))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SNAPSHOT_INVALID));
  }

  /** Below the seal, too, nothing but a clean refusal comes of garbage. */
  @Test
  void contentsThatMakeNoSenseAreRefused() throws IOException {
    var clear = new ByteArrayOutputStream();
    SnapshotCodec.write(image(1500), clear);
    byte[] sound = clear.toByteArray();
    var random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] altered = random.nextInt(4) == 0 ? cut(sound, random) : sound.clone();
      if (altered.length > 0) {
        altered[random.nextInt(Math.min(altered.length, 400))] = (byte) random.nextInt(256);
      }
      try {
        SnapshotCodec.read(new ByteArrayInputStream(altered));
      } catch (StreamCorruptedException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] cut(byte[] sound, Random random) {
    return Arrays.copyOf(sound, random.nextInt(sound.length));
  }

  @Test
  void aMillionCardsMakeTheRoundTrip() throws IOException {
    NetworkCards cards = NetworkCards.empty(NORTH);
    for (int from = 0; from < 1_000_000; from += 50_000) {
      List<KeyedCard> batch = new ArrayList<>();
      for (long serial = from; serial < from + 50_000; serial++) {
        batch.add(keyed(NORTH, 2_100_000_000L + serial, 1));
      }
      cards = merged(cards, batch);
    }
    var image = image(0).with(cards);
    long began = System.nanoTime();
    file().write(image, seal);
    long written = System.nanoTime();
    MirrorImage read = file().read(seal).orElseThrow();
    long ended = System.nanoTime();
    System.out.printf(
        "1,000,000 cards: snapshot written in %d ms, read in %d ms, %d bytes%n",
        (written - began) / 1_000_000,
        (ended - written) / 1_000_000,
        Files.size(folder.resolve("cards.snapshot")));

    assertThat(read.of(NORTH).size()).isEqualTo(1_000_000);
    assertThat(read.of(NORTH).bytes()).isLessThan(46_000_000);
    assertThat(read.of(NORTH).find(new CardSerial(2_100_999_999L), NOON, RULES)).isPresent();
  }

  private SnapshotFile file() {
    return new SnapshotFile(folder.resolve("cards.snapshot"));
  }

  private static MirrorImage image(int cards) {
    List<KeyedCard> batch = new ArrayList<>();
    for (long serial = 0; serial < cards; serial++) {
      batch.add(keyed(NORTH, serial, 1 + serial % 5));
    }
    var coast =
        new KeyedCard(TestCards.card(SOUTH, 9, 1, "coast", new TestVault("one")), TestCards.key(9));
    return MirrorImage.first(ZoneOffset.UTC)
        .with(List.of(TestFeed.network("north", 1, ROLLING), TestFeed.network("south", 2)))
        .with(merged(NetworkCards.empty(NORTH), batch))
        .with(merged(NetworkCards.empty(SOUTH), List.of(coast)))
        .with(
            KnownAccounts.NONE.become(
                List.of(
                    TestAccounts.account(NORTH, "ann", 1), TestAccounts.account(SOUTH, "bob", 2))))
        .withBoundariesTo(99)
        .at(new FeedPosition(77, new UUID(1, 2)));
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
