package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A service that comes and goes. When it goes, calls that are inside end first, so none ever
 * reaches a service that is no longer registered; a call takes milliseconds.
 */
final class Lent<S> {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final String part;
  private @Nullable S service;

  /**
   * @param part what is missing without it, for the operator
   */
  Lent(String part) {
    this.part = part;
  }

  void bind(S bound) {
    lock.writeLock().lock();
    try {
      service = bound;
    } finally {
      lock.writeLock().unlock();
    }
  }

  void unbind(S gone) {
    lock.writeLock().lock();
    try {
      if (service == gone) {
        service = null;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * @throws CaskadeException PART_MISSING while there is none
   */
  <T> T use(Function<S, T> call) {
    lock.readLock().lock();
    try {
      S present = service;
      if (present == null) {
        throw new CaskadeException(ErrorCode.PART_MISSING, part);
      }
      return call.apply(present);
    } finally {
      lock.readLock().unlock();
    }
  }
}
