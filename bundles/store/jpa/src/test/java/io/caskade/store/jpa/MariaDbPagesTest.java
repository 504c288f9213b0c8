package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MariaDB reads pages of cards from the cursor on, and does not sort what lies behind it. */
@RealMariaDb
@ExtendWith(Databases.MariaDb.class)
class MariaDbPagesTest {
  @Test
  void readsPagesAlongThePrimaryKey(Rig rig) {
    rig.store().apply(Cards.adds(0, 5_000));
    rig.wiretap().clear();
    rig.store().readAll(card -> {});
    List<String> pages =
        rig.wiretap().sent().stream().filter(sql -> sql.startsWith("select c.serial")).toList();
    assertThat(pages).hasSize(3);
    for (String page : pages) {
      String plan =
          rig.rows("explain " + page.replaceFirst("\\?", "'main'").replace("?", "7")).get(0);
      assertThat(plan).contains("|PRIMARY|").doesNotContain("filesort");
    }
  }
}
