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
   * Whether it is another site of the operator's. A site gets every ECM of its network opened, and
   * decides by what an ECM asks for who of its own subscribers may have the words: to it alone a
   * protocol gives the whole {@link CwAnswer.Found#ecm()}.
   */
  boolean site();

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
