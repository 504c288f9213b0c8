package io.caskade.rights.management;

import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoreContract;

class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected Store store() {
    return store;
  }
}
