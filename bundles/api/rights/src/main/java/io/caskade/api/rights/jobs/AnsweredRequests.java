package io.caskade.api.rights.jobs;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers to requests with an idempotency key, kept for 24 hours. Every call can throw {@link
 * CaskadeException} DATABASE_UNAVAILABLE.
 */
@ProviderType
public interface AnsweredRequests {
  /**
   * @param id of the client and its key, hashed: 64 hexadecimal digits
   */
  Optional<AnsweredRequest> find(String id);

  /** Keeps an answer; when one of that id is there already, that one stays. */
  void keep(Caller caller, AnsweredRequest answer);
}
