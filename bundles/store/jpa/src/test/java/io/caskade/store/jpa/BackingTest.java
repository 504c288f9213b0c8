package io.caskade.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.keys.MacVault;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

/** What comes and goes under the store, in the orders in which Declarative Services bind it. */
class BackingTest {
  private final DataSource first = new MariaDbDataSource();
  private final DataSource second = new MariaDbDataSource();
  private final AtomicInteger told = new AtomicInteger();
  private final Runnable watcher = told::incrementAndGet;
  private final Backing backing = new Backing();

  BackingTest() {
    backing.watch(watcher);
  }

  @Test
  void aSourceThatWasReplacedTakesNothingWithIt() {
    backing.bindSource(first);
    backing.bindSource(second);
    backing.unbindSource(first);
    assertThat(backing.source).isSameAs(second);
    assertThat(told).as("nothing changed when the former one went").hasValue(2);

    backing.unbindSource(second);
    assertThat(backing.source).isNull();
    assertThat(told).hasValue(3);
  }

  @Test
  void aVaultThatWasReplacedTakesNothingWithIt() {
    var former = new MacVault("former");
    var present = new MacVault("present");
    backing.bindVault(former);
    backing.bindVault(present);
    backing.unbindVault(former);
    assertThat(backing.vault).isSameAs(present);
    assertThat(told).as("each that came").hasValue(2);

    backing.unbindVault(present);
    assertThat(backing.vault).isNull();
  }

  @Test
  void whoDoesNotWatchAnyMoreIsNotTold() {
    backing.unwatch(watcher);
    backing.bindSource(first);
    backing.unbindSource(first);
    assertThat(told).hasValue(0);
  }
}
