package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A long read of H2 survives that everything under it is rewritten, and sees each card once. */
class H2LongReadTest {
  private static final int CARDS = 2_500;

  @Test
  void readsOnWhileEverythingIsRewritten() {
    Path file = Path.of("target", "h2", UUID.randomUUID().toString()).toAbsolutePath();
    // No retention: pages that nobody holds go at once instead of after 45 s.
    String url = "jdbc:h2:file:" + file + ";RETENTION_TIME=0;WRITE_DELAY=0";
    try (var rig = new Rig(url, "sa", "")) {
      rig.store().apply(Cards.adds(0, CARDS));
      var versions = new ArrayList<Long>();
      rig.store()
          .readAll(
              card -> {
                versions.add(card.version());
                if (versions.size() == 50) {
                  rewrite(rig);
                }
              });
      assertThat(versions).hasSize(CARDS).contains(1L, 4L).containsOnly(1L, 4L);
      assertThat(rig.store().card(Cards.card(7).network(), Cards.card(7).serial()))
          .hasValueSatisfying(card -> assertThat(card.version()).isEqualTo(4));
    }
  }

  private static void rewrite(Rig rig) {
    List<Card> cards = Cards.adds(0, CARDS).stream().map(add -> add.after()).toList();
    for (int round = 0; round < 3; round++) {
      int products = round;
      List<Card> next = cards.stream().map(card -> Cards.next(card, products)).toList();
      var changes = new ArrayList<CardChange>();
      for (int i = 0; i < CARDS; i++) {
        changes.add(Cards.change(cards.get(i), next.get(i)));
      }
      rig.store().apply(changes);
      rig.execute("checkpoint sync");
      cards = next;
    }
  }
}
