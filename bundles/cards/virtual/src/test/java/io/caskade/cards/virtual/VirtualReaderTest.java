package io.caskade.cards.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaderDriverContract;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.HeadEnd;
import io.caskade.cards.virtual.store.KeptCard;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.cardprotocol.CardProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The virtual reader keeps the contract of readers; its card is a file that comes and goes. */
class VirtualReaderTest extends CardReaderDriverContract {
  @TempDir Path folder;
  private Path config;
  private VirtualReader reader;
  private final CountDownLatch stalled = new CountDownLatch(1);
  private volatile boolean stalling;

  @BeforeEach
  void makeReader() {
    config = folder.resolve("card.bin");
    reader =
        new VirtualReader(
            "den",
            config,
            () ->
                KeptCard.open(
                    config,
                    Optional.of(folder.resolve("states")),
                    CardTerms.PROMISED,
                    new BlockCiphers(),
                    e -> {
                      throw new UncheckedIOException(e);
                    }));
    insertCard();
  }

  @Override
  protected CardReaderDriver driver() {
    return () -> reader.connect(Stalling::new);
  }

  /** The card, or one that is stuck. */
  private final class Stalling implements CardProgram {
    private final CardProgram card;

    Stalling(CardProgram card) {
      this.card = card;
    }

    @Override
    public byte[] reset() {
      return card.reset();
    }

    @Override
    public boolean sends(int cla, int ins) {
      return card.sends(cla, ins);
    }

    @Override
    public byte[] command(byte[] command) {
      if (stalling) {
        stalled.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return card.command(command);
    }
  }

  @Override
  protected void insertCard() {
    stalling = false;
    try {
      Files.write(config, HeadEnd.bin());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void pullCard() {
    try {
      Files.delete(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected CardCommand question() {
    return new CardCommand(HeadEnd.hex("DD26000003100140"));
  }

  @Override
  protected CardAnswer rightAnswer() {
    return new CardAnswer(HeadEnd.hex("9811"));
  }

  @Override
  protected void stall() {
    stalling = true;
  }

  @Override
  protected void awaitStalled() throws InterruptedException {
    stalled.await();
  }

  @Test
  void whatTheCardLearntInOneConnectionIsThereInTheNext() {
    try (CardConnection card = driver().connect()) {
      assertThat(card.exchange(new CardCommand(HeadEnd.hex("DDC80000071F053132333404"))).status())
          .isEqualTo(0x9000);
    }
    try (CardConnection card = driver().connect()) {
      card.exchange(question());
      CardAnswer type = card.exchange(new CardCommand(HeadEnd.hex("DDCA000011")));
      assertThat(HeadEnd.hex(type.data())).isEqualTo("20014028020B002F02002C300104230102");
    }
  }

  @Test
  void aFileThatIsNoCardIsToldWithItsReason() throws IOException {
    Files.write(config, new byte[3]);
    assertThatThrownBy(() -> driver().connect())
        .isInstanceOfSatisfying(
            CaskadeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READER_SETTING))
        .hasMessageContaining("3 bytes, not 90");
  }
}
