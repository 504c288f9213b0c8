package io.caskade.receivers.server.words;

import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.CwAnswer;
import java.util.function.LongSupplier;

/** What an ECM that was opened gives, whoever opened it. Any thread. */
public final class WordMaker {
  private final ServiceChains chains;
  private final OpeningFigures figures;
  private final LongSupplier millis;

  /**
   * @param millis monotonic
   */
  public WordMaker(ServiceChains chains, OpeningFigures figures, LongSupplier millis) {
    this.chains = chains;
    this.figures = figures;
    this.millis = millis;
  }

  Verdict.Words words(OpenedEcm ecm) {
    figures.opened.increment();
    if (!WordChecksum.isSafe(ecm.even()) || !WordChecksum.isSafe(ecm.odd())) {
      figures.unsafeWords.increment();
    }
    return new Verdict.Words(ecm, chains.place(ecm, millis.getAsLong()), new CwAnswer.Found(ecm));
  }
}
