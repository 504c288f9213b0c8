package io.caskade.api.cards;

import io.caskade.api.base.Octets;
import org.junit.jupiter.api.BeforeEach;

/** The sample driver keeps the contract that it is the sample of. */
class SampleReaderTest extends CardReaderDriverContract {
  private static final Octets QUESTION = Octets.parseHex("DD26000003100140");
  private static final Octets ANSWER = Octets.parseHex("9811");

  private final SampleReader reader = new SampleReader("sample");

  @BeforeEach
  @Override
  protected void insertCard() {
    reader.insert(SampleReader.OWN, command -> ANSWER.toByteArray());
  }

  @Override
  protected CardReaderDriver driver() {
    return reader;
  }

  @Override
  protected void pullCard() {
    reader.pull();
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
    reader.stall();
  }

  @Override
  protected void awaitStalled() throws InterruptedException {
    reader.awaitStalled();
  }
}
