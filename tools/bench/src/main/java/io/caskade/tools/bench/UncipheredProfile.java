package io.caskade.tools.bench;

import io.caskade.api.base.Secret;
import io.caskade.api.base.CardRights;
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
import io.caskade.api.keys.KeyedCipher;
import io.caskade.api.keys.RekeyedCipher;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The profile with ciphers that do nothing: what is left is the transport. Its known answers are
 * what it makes itself, as the gate insists on some.
 */
final class UncipheredProfile implements CasProfile {
  private final CasProfile profile = new Tvcas3Profile(new NoCiphers());

  @Override
  public ProfileTraits traits() {
    return profile.traits();
  }

  @Override
  public EcmWorker ecmWorker(EcmKey key, RandomGenerator padding) {
    return profile.ecmWorker(key, padding);
  }

  @Override
  public EcmOpener ecmOpener(EcmKey key) {
    return profile.ecmOpener(key);
  }

  @Override
  public boolean entitles(CardRights rights, OpenedEcm ecm) {
    return profile.entitles(rights, ecm);
  }

  @Override
  public EmmWorker emmWorker(CardCalendar calendar) {
    return profile.emmWorker(calendar);
  }

  @Override
  public List<KnownAnswer> knownAnswers() {
    return profile.knownAnswers().stream().map(this::unciphered).toList();
  }

  private KnownAnswer unciphered(KnownAnswer answer) {
    try (EcmWorker worker = ecmWorker(answer.key(), new Replay(answer))) {
      return new KnownAnswer(
          answer.name(),
          answer.key(),
          answer.padding(),
          answer.input(),
          worker.ecm(answer.input()));
    }
  }

  /** Delivers the padding of a vector, once. */
  private record Replay(KnownAnswer answer) implements RandomGenerator {
    @Override
    public void nextBytes(byte[] bytes) {
      answer.padding().copyTo(bytes, 0);
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("padding is asked for in bytes");
    }
  }

  /** Ciphers for constant keys do nothing; EMMs, which nobody measures here, stay encrypted. */
  private static final class NoCiphers implements Ciphers {
    @Override
    public KeyedCipher tripleDes(Secret key, int offset) {
      return new NoCipher();
    }

    @Override
    public RekeyedCipher tripleDesPerMessage() {
      return new BlockCiphers().tripleDesPerMessage();
    }
  }

  private static final class NoCipher implements KeyedCipher {
    @Override
    public void encrypt(byte[] data, int offset, int length) {
      // Switched off: this is the point.
    }

    @Override
    public void decrypt(byte[] data, int offset, int length) {
      // Switched off, too.
    }

    @Override
    public void close() {
      // It holds no key.
    }
  }
}
