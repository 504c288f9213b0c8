package io.caskade.store.jpa.work;

/**
 * A key or a version did not match and the transaction was rolled back. Whoever wrote finds out
 * which one it was, or that the change is stored already; never leaves the store.
 */
public final class WorkConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkConflict(String what) {
    super(what, null, false, false);
  }
}
