package io.caskade.api.ecm;

import io.caskade.api.base.CardRights;
import io.caskade.api.keys.EcmKey;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One family of cards: bytes in, bytes out. Pure: no state, no clock, no socket; whatever varies is
 * an argument. Registered with {@link #NAME} and {@link #VERSION}; the highest service ranking,
 * then version, wins.
 */
@ConsumerType
public interface CasProfile {
  /** Service property: name of the profile, for example {@code tvcas3}. */
  String NAME = "cas.profile";

  /** Service property: version of the profile, in OSGi's form. */
  String VERSION = "cas.profile.version";

  ProfileTraits traits();

  /**
   * A worker for one thread.
   *
   * @param key read during the call only
   * @param padding source of padding, confined to the same thread; cryptographic in production
   */
  EcmWorker ecmWorker(EcmKey key, RandomGenerator padding);

  /** Opens this profile's own ECMs, for simulator, tests and receivers; a worker for one thread. */
  EcmOpener ecmOpener(EcmKey key);

  /**
   * Whether a card of these rights opens this ECM: its products and its window against the criteria
   * and the time in the ECM, as the cards of this family do it. Any thread.
   */
  boolean entitles(CardRights rights, OpenedEcm ecm);

  /** A worker for one thread. */
  EmmWorker emmWorker(CardCalendar calendar);

  /** Vectors that every build of the profile must reproduce before it may serve. */
  List<KnownAnswer> knownAnswers();
}
