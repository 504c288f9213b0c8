package io.caskade.store.jpa.gate;

/** Why there is no database at this moment, for the refusal that users of the store see. */
public interface DatabaseState {
  /** One sentence without a full stop. */
  String reason();

  /** True while nothing speaks against it: the first attempt is under way, or JPA starts. */
  boolean starting();
}
