package io.caskade.ops.replica;

import io.caskade.api.base.CaskadeException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pair was switched off: the store is told as soon as there is one, since it takes no changes
 * before. Then its thread ends.
 */
final class Departure implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Services services;
  private final RoleFile file;
  private final ReplicaThread thread = new ReplicaThread(this::step);

  Departure(Services services, RoleFile file) {
    this.services = services;
    this.file = file;
  }

  void start() {
    thread.start();
  }

  private Duration step() {
    try {
      services.store().leave();
      file.remove();
      LOG.info("This head-end belongs to no pair any more and takes changes");
      thread.finish();
    } catch (CaskadeException | IOException e) {
      LOG.debug("The store cannot be told yet that it is alone", e);
    }
    return AGAIN;
  }

  @Override
  public void close() {
    thread.end(() -> {});
  }
}
