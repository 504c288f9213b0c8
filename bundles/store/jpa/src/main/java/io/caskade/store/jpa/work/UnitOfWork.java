package io.caskade.store.jpa.work;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.persistence.EntityTransaction;
import javax.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction with an EntityManager of its own (architecture section 6).
 *
 * <p>The work is done again, with a new EntityManager, when the database says that it lost a race
 * or when the connection broke, also in COMMIT. So the work must be free of side effects, and a
 * writer must recognise by the id of its change that a lost COMMIT had arrived after all.
 *
 * <p>Exceptions of JPA and of drivers never leave: they would carry classes of other bundles out.
 */
public final class UnitOfWork {
  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

  private final Supplier<@Nullable EntityManagerFactory> factory;
  private final Supplier<CaskadeException> whyAbsent;
  private final Retry retry;
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
  private final WorkFigures figures = new WorkFigures();

  /**
   * @param factory null while the database is away
   * @param whyAbsent thrown when there is no factory
   */
  public UnitOfWork(
      Supplier<@Nullable EntityManagerFactory> factory,
      Supplier<CaskadeException> whyAbsent,
      Retry retry) {
    this.factory = factory;
    this.whyAbsent = whyAbsent;
    this.retry = retry;
  }

  /**
   * Does the work in a transaction and returns after COMMIT did.
   *
   * @throws WorkConflict a key or a version did not match; nothing was written
   * @throws CaskadeException DATABASE_UNAVAILABLE, DATABASE_STARTING, STORAGE_FULL, or what the
   *     work itself throws
   * @throws IllegalStateException when called from inside a unit of work
   */
  public <T extends @Nullable Object> T run(Function<EntityManager, T> work) {
    if (!busy.add(Thread.currentThread())) {
      throw new IllegalStateException("a unit of work inside a unit of work");
    }
    long began = System.nanoTime();
    boolean well = false;
    try {
      T result = tryUntilDone(work);
      well = true;
      return result;
    } finally {
      busy.remove(Thread.currentThread());
      figures.ended(System.nanoTime() - began, well);
    }
  }

  /** For those who watch. */
  public WorkFigures figures() {
    return figures;
  }

  /** As {@link #run}, for work without a result. */
  public void execute(Consumer<EntityManager> work) {
    this.<@Nullable Void>run(
        entities -> {
          work.accept(entities);
          return null;
        });
  }

  private <T extends @Nullable Object> T tryUntilDone(Function<EntityManager, T> work) {
    Instant deadline = retry.clock().instant().plus(retry.deadline());
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (PersistenceException | IllegalStateException failure) {
        SqlFailure kind = kindOf(failure);
        boolean again = kind == SqlFailure.LOST_RACE || kind == SqlFailure.CONNECTION;
        if (!again || attempt >= retry.attempts() || !retry.clock().instant().isBefore(deadline)) {
          throw refusal(kind, failure);
        }
        LOG.debug("Unit of work is done again after attempt {}", attempt, failure);
        figures.again();
        pause(attempt + 1);
      }
    }
  }

  private <T extends @Nullable Object> T once(Function<EntityManager, T> work) {
    EntityManagerFactory present = factory.get();
    if (present == null) {
      throw whyAbsent.get();
    }
    EntityManager entities = present.createEntityManager();
    Throwable failed = null;
    try {
      EntityTransaction transaction = entities.getTransaction();
      transaction.begin();
      T result = work.apply(entities);
      transaction.commit();
      return result;
    } catch (RuntimeException | Error e) {
      failed = e;
      throw e;
    } finally {
      release(entities, failed);
    }
  }

  /** Rolls back what was not committed, also after an Error, without hiding the first failure. */
  private static void release(EntityManager entities, @Nullable Throwable failed) {
    try {
      if (failed != null && entities.isOpen() && entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
    } catch (RuntimeException rollback) {
      LOG.debug("Rollback failed; the database rolls back by itself", rollback);
    }
    try {
      entities.close();
    } catch (RuntimeException close) {
      LOG.debug("EntityManager was not closed cleanly", close);
    }
  }

  /** A factory that is closed under our hands says so with an IllegalStateException. */
  private SqlFailure kindOf(RuntimeException failure) {
    SqlFailure kind = SqlFailure.of(failure);
    if (kind != SqlFailure.OTHER || failure instanceof PersistenceException) {
      return kind;
    }
    String message = failure.getMessage();
    if (message != null && message.contains("closed")) {
      return SqlFailure.CONNECTION;
    }
    throw failure;
  }

  private static RuntimeException refusal(SqlFailure kind, RuntimeException failure) {
    String reason = SqlFailure.reason(failure);
    switch (kind) {
      case CONFLICT:
        return new WorkConflict(reason);
      case STORAGE_FULL:
        LOG.error("The disk of the database is full, changes are refused: {}", reason);
        return new CaskadeException(ErrorCode.STORAGE_FULL, reason);
      case OTHER:
        LOG.error("The database refused a statement: {}", reason, failure);
        break;
      default:
        LOG.debug("The database does not answer", failure);
    }
    return new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, reason);
  }

  private void pause(int attempt) {
    try {
      retry.pause().of(retry.pauseBefore(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "interrupted while it retried");
    }
  }
}
