package io.caskade.api.receivers;

import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ConsumerType;

/** A client's connection, as the server sees it. Any thread; returns at once. */
@ConsumerType
public interface ReceiverLine {
  /** The loop of the connection, in order: answers come on it. */
  Executor loop();

  /** The server ends it: the account changed or went, or somebody newer came. */
  void end(Refusal reason);

  /** What {@link ReceiverSession#cards()} gives has changed. */
  void cardsChanged();
}
