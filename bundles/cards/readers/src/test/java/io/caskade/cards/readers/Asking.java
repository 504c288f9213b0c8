package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A caller on a thread of its own. */
final class Asking {
  private final CompletableFuture<Object> outcome = new CompletableFuture<>();

  private Asking() {}

  static Asking of(Supplier<?> call) {
    var asking = new Asking();
    new Thread(
            () -> {
              try {
                asking.outcome.complete(call.get());
              } catch (CaskadeException e) {
                asking.outcome.complete(e.code());
              } catch (RuntimeException e) {
                asking.outcome.completeExceptionally(e);
              }
            },
            "asks")
        .start();
    return asking;
  }

  boolean isDone() {
    return outcome.isDone();
  }

  /** What it got: a result, or the {@link ErrorCode} of its refusal. */
  Object outcome() throws Exception {
    return outcome.get(20, TimeUnit.SECONDS);
  }
}
