package io.caskade.cards.virtual.store;

import static io.caskade.cards.virtual.card.HeadEnd.emmCommand;
import static io.caskade.cards.virtual.card.HeadEnd.emmOf;
import static io.caskade.cards.virtual.card.HeadEnd.emmText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.Octets;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardPin;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.HeadEnd;
import io.caskade.cards.virtual.limit.RequestCounter;
import io.caskade.cards.virtual.limit.ServiceLimit;
import io.caskade.keys.crypto.BlockCiphers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card and its files: what it remembers is there after power was gone, or is told to be bad. */
class KeptCardTest {
  @TempDir Path folder;
  private Path config;
  private Path states;

  @BeforeEach
  void writeConfig() throws IOException {
    config = Files.write(folder.resolve("card.bin"), HeadEnd.bin());
    states = folder.resolve("states");
  }

  @Test
  void whatTheCardLearntIsThereAgain() throws Exception {
    try (KeptCard kept = open()) {
      kept.card().reset();
      kept.card().command(emmCommand(emmOf(emmText(6, true, 0, 7))));
      HeadEnd.ask(kept.card(), "DDC80000071F053132333404");
    }
    try (KeptCard kept = open()) {
      CardState state = kept.card().state();
      assertThat(state.entitlement().products().bits()).isEqualTo(6);
      assertThat(state.entitlement().paired()).isTrue();
      assertThat(state.maturity()).isEqualTo(4);
      assertThat(state.counts().emms()).isEqualTo(1);
    }
    assertThat(Files.getPosixFilePermissions(state()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Stream<Path> files = Files.list(states)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("2100000004.card", "2100000004.lock");
    }
  }

  @Test
  void aChangeIsOnDiskBeforeTheAnswer() throws Exception {
    try (KeptCard kept = open()) {
      kept.card().command(emmCommand(emmOf(emmText(6, false, 0, 7))));
      byte[] file = Files.readAllBytes(state());
      CardState read = StateCodec.decode(HeadEnd.config().identity(), file);
      assertThat(read.entitlement()).isEqualTo(kept.card().state().entitlement());
    }
  }

  @Test
  void aStateWithEverythingInItIsReadAsItWasWritten() throws Exception {
    CardState fresh = CardState.fresh(HeadEnd.config());
    CardState full =
        new CardState(
            fresh.entitlement(),
            0xE0302B,
            new CardState.Counts(255, 1, 254, 128),
            8,
            new CardPin(new byte[] {0x35, 0x36, 0x37, 0x38}),
            new RequestCounter.State(241, RequestCounter.Mode.BLOCKED, 0xFFFF_FFFFL),
            new ServiceLimit.State(1_199, true, 0xFFFF_FFFEL),
            IntStream.range(0, CardState.MOST_UNBLOCKS)
                .mapToObj(i -> Octets.of(Arrays.copyOf(new byte[] {(byte) i}, 16)))
                .toList());
    Octets identity = HeadEnd.config().identity();
    byte[] file = StateCodec.encode(identity, full);
    assertThat(file.length).isLessThan(StateCodec.MOST);
    assertThat(StateCodec.decode(identity, file)).isEqualTo(full);
  }

  @Test
  void aStateFileThatIsCutOffOrAlteredIsRefusedAndStays() throws Exception {
    open().close();
    byte[] good = Files.readAllBytes(state());
    for (int length = 0; length < good.length; length++) {
      assertRefused(Arrays.copyOf(good, length));
    }
    for (int at = 0; at < good.length; at++) {
      byte[] altered = good.clone();
      altered[at] ^= 0x40;
      assertRefused(altered);
    }
    assertRefused(Arrays.copyOf(good, good.length + 1));
    assertRefused(new byte[StateCodec.MOST + 1]);
    Files.write(state(), good);
    open().close();
  }

  private void assertRefused(byte[] contents) throws IOException {
    Files.write(state(), contents);
    assertThatThrownBy(this::open)
        .isInstanceOf(CardFormatException.class)
        .hasMessageStartingWith(state() + " ");
    assertThat(Files.readAllBytes(state())).isEqualTo(contents);
  }

  @Test
  void theStateOfAnotherCardIsRefusedAndStays() throws Exception {
    open().close();
    byte[] good = Files.readAllBytes(state());
    byte[] otherKeys = HeadEnd.bin();
    otherKeys[80] ^= 1;
    Files.write(config, otherKeys);
    assertThatThrownBy(this::open)
        .isInstanceOf(CardFormatException.class)
        .hasMessageContaining("another card");
    assertThat(Files.readAllBytes(state())).isEqualTo(good);
  }

  @Test
  void aCardIsServedOnceOnly() throws Exception {
    try (KeptCard kept = open()) {
      assertThat(kept.card().serial().value()).isEqualTo(2_100_000_004L);
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("already");
    }
    open().close();
  }

  @Test
  void aFileThatIsNoConfigIsNamed() throws Exception {
    for (int length : List.of(0, 89, 91)) {
      Files.write(config, Arrays.copyOf(HeadEnd.bin(), length));
      assertThatThrownBy(this::open)
          .isInstanceOf(CardFormatException.class)
          .hasMessageStartingWith(config.toString())
          .hasMessageContaining(length + " bytes, not 90");
    }
    assertThat(states).doesNotExist();
  }

  private Path state() {
    return states.resolve("2100000004.card");
  }

  private KeptCard open() throws IOException, CardFormatException {
    return KeptCard.open(
        config,
        Optional.of(states),
        CardTerms.PROMISED,
        new BlockCiphers(),
        e -> {
          throw new AssertionError(e);
        });
  }
}
