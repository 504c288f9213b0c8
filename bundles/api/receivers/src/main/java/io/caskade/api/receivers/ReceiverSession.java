package io.caskade.api.receivers;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** A client that is logged in. Used on the loop of its line only, except {@link #close()}. */
@ProviderType
public interface ReceiverSession extends AutoCloseable {
  /** What it may ask for, at least one provider each; empty while nothing is served. */
  List<OfferedCard> cards();

  /**
   * Asks for the control words in an ECM.
   *
   * @param answer called once, on the loop of the line: at once, or when the ECM was opened
   */
  void ask(CwQuestion question, Consumer<CwAnswer> answer);

  /** It is gone; answers that are still due are dropped. Any thread, more than once. */
  @Override
  void close();
}
