package io.caskade.faces.rest.shapes;

/** An answer with a secret: sent once, never kept, not even for an idempotency key. */
public interface ShownOnce {}
