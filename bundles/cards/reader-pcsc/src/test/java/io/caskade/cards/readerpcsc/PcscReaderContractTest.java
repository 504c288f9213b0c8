package io.caskade.cards.readerpcsc;

import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.PlayedReaderContract;

/** The driver keeps the contract on a service in memory; {@code PcscdTest} has the real one. */
class PcscReaderContractTest extends PlayedReaderContract<PlayedPcsc> {
  @Override
  protected PlayedPcsc play() {
    return new PlayedPcsc(slot());
  }

  @Override
  protected CardReaderDriver driver(PlayedPcsc service) {
    return new PcscReader("desk", service, "Played*", "T=0", Limits.USUAL);
  }
}
