package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.CardTableContract;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

class MirrorTableTest extends CardTableContract {
  @Override
  protected CardTable table(Instant now, List<Card> cards) {
    var table = new MirrorTable(InstantSource.fixed(now), ZoneOffset.UTC, revision -> {});
    List<KeyedCard> keyed =
        cards.stream()
            .map(card -> new KeyedCard(card, key(card.network(), card.serial())))
            .toList();
    MirrorImage image = table.image();
    table.publish(image.with(TestCards.merged(image.of(NORTH), keyed)).at(FeedPosition.START));
    return table;
  }

  @Override
  protected CardKey key(NetworkId network, CardSerial serial) {
    return TestCards.key(serial.value());
  }
}
