package io.caskade.api.cards;

/** The sample driver keeps the contract that it is the sample of. */
class SampleReaderTest extends PlayedReaderContract<AutoCloseable> {
  @Override
  protected AutoCloseable play() {
    return () -> {};
  }

  @Override
  protected CardReaderDriver driver(AutoCloseable nothing) {
    return slot();
  }
}
