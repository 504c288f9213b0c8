package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.EcmKey;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The profile of TVCAS version 3 cards (tvcas3 chapters 2 to 5): 3DES with two keys, two control
 * words of 8 bytes in each ECM, one EMM per card.
 */
public final class Tvcas3Profile implements CasProfile {
  /** Its name among profiles. */
  public static final String PROFILE = "tvcas3";

  static final int ECM_KEY_LENGTH = 32;

  private static final int HALF = ECM_KEY_LENGTH / 2;

  private static final ProfileTraits TRAITS =
      new ProfileTraits(
          PROFILE,
          1,
          2,
          Set.of(EcmSection.WORD_LENGTH),
          ECM_KEY_LENGTH,
          Tvcas3EmmWorker.CARD_KEY_LENGTH,
          true);

  private final Ciphers ciphers;

  public Tvcas3Profile(Ciphers ciphers) {
    this.ciphers = ciphers;
  }

  @Override
  public ProfileTraits traits() {
    return TRAITS;
  }

  /**
   * {@inheritDoc}
   *
   * @param padding asked for 23 bytes with each ECM
   * @throws CaskadeException KEY_LENGTH when the key does not have 32 bytes
   */
  @Override
  public EcmWorker ecmWorker(EcmKey key, RandomGenerator padding) {
    requireLength(key);
    return new Tvcas3EcmWorker(ciphers.tripleDes(key, 0), ciphers.tripleDes(key, HALF), padding);
  }

  /**
   * {@inheritDoc}
   *
   * @throws CaskadeException KEY_LENGTH when the key does not have 32 bytes
   */
  @Override
  public EcmOpener ecmOpener(EcmKey key) {
    requireLength(key);
    return new Tvcas3EcmOpener(ciphers.tripleDes(key, 0), ciphers.tripleDes(key, HALF));
  }

  @Override
  public boolean entitles(CardRights rights, OpenedEcm ecm) {
    return Tvcas3Entitlement.opens(rights, ecm);
  }

  @Override
  public EmmWorker emmWorker(CardCalendar calendar) {
    return new Tvcas3EmmWorker(ciphers.tripleDesPerMessage(), new CardDates(calendar));
  }

  @Override
  public List<KnownAnswer> knownAnswers() {
    return Tvcas3KnownAnswers.all();
  }

  private static void requireLength(EcmKey key) {
    if (key.length() != ECM_KEY_LENGTH) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, "ECM", key.length(), ECM_KEY_LENGTH);
    }
  }
}
