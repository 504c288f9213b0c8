package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.SealedChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What calls of the store cost the database: transactions, statements, connections; on the one of a
 * subclass.
 */
abstract class JpaCosts {
  private static final NetworkId MAIN = NetworkId.MAIN;

  private Rig rig;
  private JpaStore store;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
    store = rig.store();
  }

  @Test
  void changesACardInOneTransaction() {
    Card card = Cards.card(1);
    store.apply(List.of(Cards.add(card)));
    var commits = new Faults.Each("commit", null);
    rig.wiretap().fail(commits);
    store.change(MAIN, card.serial(), read -> List.of(Cards.change(read, Cards.next(read, 0x22))));
    assertThat(commits.count()).isEqualTo(1);
  }

  @Test
  void needsFewStatements() {
    store.networks();
    Card card = Cards.card(1);
    assertThat(statements(() -> store.apply(List.of(Cards.add(card))))).hasSize(3);
    Card changed = Cards.next(card, 0x22);
    assertThat(statements(() -> store.apply(List.of(Cards.change(card, changed))))).hasSize(3);
    assertThat(
            statements(
                () ->
                    store.change(
                        MAIN,
                        card.serial(),
                        read -> List.of(Cards.change(read, Cards.next(read, 0x11))))))
        .as("read, state, journal, queue")
        .hasSize(4);
    assertThat(statements(() -> store.card(MAIN, card.serial()))).hasSize(1);
    assertThat(statements(() -> store.networks())).hasSize(1);
    assertThat(
            statements(
                () -> store.apply(Networks.change("CHANGE", Networks.network("main", 0x0B00), 2))))
        .hasSize(4);
    assertThat(statements(() -> store.apply(Cards.adds(1_000, 1_000)))).hasSize(3);
    assertThat(statements(() -> store.after(0, 100))).hasSize(1);
    assertThat(statements(() -> store.head())).as("last row, and anchor").hasSize(2);
  }

  @Test
  void readsAllCardsInBoundedPortions() {
    store.apply(Cards.adds(0, 5_000));
    rig.wiretap().clear();
    var serials = new ArrayList<Long>();
    store.readAll(card -> serials.add(card.serial().value()));
    assertThat(serials).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(rig.wiretap().sent())
        .filteredOn(sql -> !sql.contains("information_schema"))
        .as("the networks and three pages")
        .hasSize(4);
  }

  @Test
  void passesOnWhatAReaderThrowsAndLeavesTheConnectionUsable() {
    store.apply(Cards.adds(0, 3_000));
    for (int i = 0; i < 20; i++) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  store.readAll(
                      card -> {
                        throw new IllegalStateException("enough");
                      }));
    }
    assertThat(store.after(0, 10)).extracting(SealedChange::seq).isEmpty();
    assertThat(rig.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  private List<String> statements(Runnable work) {
    rig.wiretap().clear();
    work.run();
    return rig.wiretap().sent();
  }
}
