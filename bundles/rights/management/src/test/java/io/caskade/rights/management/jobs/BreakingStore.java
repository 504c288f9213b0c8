package io.caskade.rights.management.jobs;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store that goes away after some transactions: the power is cut, or the database is killed. */
final class BreakingStore {
  private final Store store;
  private final boolean committed;
  private int left;

  /**
   * @param transactions so many succeed
   * @param committed the next one is stored, and only its answer is lost
   */
  BreakingStore(Store store, int transactions, boolean committed) {
    this.store = store;
    this.left = transactions;
    this.committed = committed;
  }

  Store broken() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              boolean breaks = method.getName().equals("apply") && --left < 0;
              if (breaks && !committed) {
                throw away();
              }
              try {
                Object answer = method.invoke(store, arguments);
                if (breaks) {
                  throw away();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static CaskadeException away() {
    return new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "the power is cut");
  }
}
