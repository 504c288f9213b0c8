package org.example.reader;

import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.PlayedReaderContract;
import io.caskade.api.cards.VpcdCard;
import java.util.Map;

/** The driver keeps the contract of drivers, with a card that is played over TCP. */
class TemplateReaderTest extends PlayedReaderContract<VpcdCard> {
  @Override
  protected VpcdCard play() throws Exception {
    return VpcdCard.listen(slot());
  }

  @Override
  protected CardReaderDriver driver(VpcdCard card) {
    var settings = settings(TemplateReader.Settings.class, Map.of("port", card.port()));
    return new TemplateReader(settings, Map.of("reader.driver", "template", "reader.name", "desk"));
  }
}
