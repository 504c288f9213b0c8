package io.caskade.cards.readerphoenix;

import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaderDriverContract;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of drivers over a reader with all lines: a Smartmouse with a detection line. */
class PlayedReaderContractTest extends CardReaderDriverContract {
  static final PhoenixSettings SETTINGS =
      new PhoenixSettings(
          "/dev/played",
          9_600,
          Parity.EVEN,
          2,
          ResetBy.RTS,
          true,
          Duration.ofMillis(50),
          DetectBy.CTS,
          true,
          true);

  private final StallingCard card = new StallingCard();
  private final PlayedPorts ports = new PlayedPorts(card, true, true, true);
  private final PhoenixReader reader =
      new PhoenixReader("played", () -> SETTINGS, ports, length -> {});

  @BeforeEach
  @Override
  protected void insertCard() {
    ports.insert();
  }

  @AfterEach
  @Override
  protected void pullCard() {
    ports.pull();
  }

  @Override
  protected CardReaderDriver driver() {
    return reader;
  }

  @Override
  protected CardCommand question() {
    return new CardCommand(HexFormat.of().parseHex(StallingCard.QUESTION));
  }

  @Override
  protected CardAnswer rightAnswer() {
    return new CardAnswer(HexFormat.of().parseHex(StallingCard.ANSWER));
  }

  @Override
  protected void stall() {
    card.stall();
  }

  @Override
  protected void awaitStalled() throws InterruptedException {
    card.awaitStalled();
  }
}
