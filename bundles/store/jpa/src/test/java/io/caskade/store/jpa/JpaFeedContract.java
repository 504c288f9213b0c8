package io.caskade.store.jpa;

import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.ChangeFeedContract;
import io.caskade.api.rights.Store;
import org.junit.jupiter.api.BeforeEach;

/** The feed's contract on the database of a subclass. */
abstract class JpaFeedContract extends ChangeFeedContract {
  private Rig rig;

  @BeforeEach
  void take(Rig empty) {
    rig = empty;
  }

  @Override
  protected Store store() {
    return rig.store();
  }

  @Override
  protected ChangeFeed feed() {
    return rig.store();
  }

  @Override
  protected void settle() {
    rig.settle();
  }
}
