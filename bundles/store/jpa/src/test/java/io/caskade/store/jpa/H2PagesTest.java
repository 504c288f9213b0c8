package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardQuery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** H2 reads pages of cards from the cursor on, and does not sort what lies behind it. */
@ExtendWith(Databases.H2Memory.class)
class H2PagesTest {
  @Test
  void readsPagesAlongThePrimaryKey(Rig rig) {
    rig.store().apply(Cards.adds(0, 5_000));
    rig.wiretap().clear();
    rig.store().readAll(card -> {});
    rig.store().cards(CardQuery.all(NetworkId.MAIN, Optional.of(new CardSerial(4_000)), 10));
    List<String> pages =
        rig.wiretap().sent().stream().filter(sql -> sql.startsWith("select c.serial")).toList();
    assertThat(pages).hasSize(4);
    for (String page : pages) {
      String plan =
          rig.rows("explain " + page.replaceFirst("\\?", "'main'").replace("?", "7")).get(0);
      assertThat(plan).contains("index sorted").containsPattern("AND SERIAL > [^*]*7[^*]*\\*/");
    }
  }
}
