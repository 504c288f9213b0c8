package io.caskade.store.jpa;

import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoreContract;
import org.junit.jupiter.api.BeforeEach;

/** The store's contract on the database of a subclass. */
abstract class JpaStoreContract extends StoreContract {
  private Rig rig;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
  }

  @Override
  protected Store store() {
    return rig.store();
  }
}
