package io.caskade.cards.readerpcsc;

import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaderDriverContract;
import io.caskade.api.cards.SampleReader;
import org.junit.jupiter.api.BeforeEach;

/** The driver keeps the contract on a service in memory; on the real one in the process tests. */
class PcscReaderContractTest extends CardReaderDriverContract {
  private static final Octets QUESTION = Octets.parseHex("DD26000003100140");
  private static final Octets ANSWER = Octets.parseHex("9811");

  private final SampleReader slot = new SampleReader("slot");
  private final PlayedPcsc service = new PlayedPcsc(slot);
  private final PcscReader reader =
      new PcscReader("desk", service, "Played*", "T=0", Limits.USUAL);

  @BeforeEach
  @Override
  protected void insertCard() {
    slot.insert(SampleReader.OWN, command -> ANSWER.toByteArray());
  }

  @Override
  protected CardReaderDriver driver() {
    return reader;
  }

  @Override
  protected void pullCard() {
    slot.pull();
  }

  @Override
  protected CardCommand question() {
    return new CardCommand(QUESTION.toByteArray());
  }

  @Override
  protected CardAnswer rightAnswer() {
    return new CardAnswer(ANSWER.toByteArray());
  }

  @Override
  protected void stall() {
    slot.stall();
  }

  @Override
  protected void awaitStalled() throws InterruptedException {
    slot.awaitStalled();
  }
}
