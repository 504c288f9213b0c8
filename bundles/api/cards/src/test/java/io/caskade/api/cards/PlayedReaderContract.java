package io.caskade.api.cards;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.Octets;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract of drivers for one whose card can be played: a {@link SampleReader} is the slot, and
 * whatever brings its card to the driver is made for each test.
 *
 * @param <W> what brings the card there, for example {@link VpcdCard}
 */
public abstract class PlayedReaderContract<W extends AutoCloseable>
    extends CardReaderDriverContract {
  private static final Octets QUESTION = Octets.parseHex("DD26000003100140");
  private static final Octets ANSWER = Octets.parseHex("9811");

  private final SampleReader slot = new SampleReader("slot");
  private @Nullable W way;
  private @Nullable CardReaderDriver driver;

  /** Brings the card of {@link #slot()} to where the driver looks for it. */
  protected abstract W play() throws Exception;

  /** The driver, set to look there. */
  protected abstract CardReaderDriver driver(W way) throws Exception;

  /** The slot with the card. */
  protected final SampleReader slot() {
    return slot;
  }

  /** Settings as a configuration gives them: these values, else the defaults. */
  protected static <A extends Annotation> A settings(Class<A> type, Map<String, ?> values) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                values.containsKey(method.getName())
                    ? values.get(method.getName())
                    : method.getDefaultValue()));
  }

  @BeforeEach
  final void begin() throws Exception {
    insertCard();
    W fresh = play();
    way = fresh;
    driver = driver(fresh);
  }

  @AfterEach
  final void end() throws Exception {
    slot.answerAgain();
    requireNonNull(way).close();
  }

  @Override
  protected final CardReaderDriver driver() {
    return requireNonNull(driver);
  }

  @Override
  protected final void insertCard() {
    slot.insert(SampleReader.OWN, command -> ANSWER.toByteArray());
  }

  @Override
  protected final void pullCard() {
    slot.pull();
  }

  @Override
  protected final CardCommand question() {
    return new CardCommand(QUESTION.toByteArray());
  }

  @Override
  protected final CardAnswer rightAnswer() {
    return new CardAnswer(ANSWER.toByteArray());
  }

  @Override
  protected final void stall() {
    slot.stall();
  }

  @Override
  protected final void awaitStalled() throws InterruptedException {
    slot.awaitStalled();
  }
}
