package io.caskade.ecm.issuer;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.keys.EcmKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * A profile for tests: XOR with the key. Section: tag, first key byte, first word byte XOR key, one
 * byte of padding, lowest byte of the time.
 */
final class ToyProfile implements CasProfile {
  static final int KEY_LENGTH = 8;

  /** What it does with an ECM that is not one of its vectors. */
  interface Behaviour {
    void before(EcmInput input);
  }

  private final String name;
  private final int tag;
  private final boolean faithful;
  private final Behaviour behaviour;

  /** First byte of a key that it does not take. */
  int refusedKey = -1;

  /** Run with each ECM, also of vectors and warm-up. */
  Runnable eachEcm = () -> {};

  final List<ToyWorker> workers = new CopyOnWriteArrayList<>();

  ToyProfile(String name, int tag, boolean faithful, Behaviour behaviour) {
    this.name = name;
    this.tag = tag;
    this.faithful = faithful;
    this.behaviour = behaviour;
  }

  static ToyProfile good(int tag) {
    return new ToyProfile("toy", tag, true, input -> {});
  }

  /** Does not reproduce its own vectors. */
  static ToyProfile broken(int tag) {
    return new ToyProfile("toy", tag, false, input -> {});
  }

  static ToyProfile behaving(int tag, Behaviour behaviour) {
    return new ToyProfile("toy", tag, true, behaviour);
  }

  static EcmKey key(int value) {
    byte[] bytes = new byte[KEY_LENGTH];
    java.util.Arrays.fill(bytes, (byte) value);
    return new EcmKey(bytes);
  }

  static final int VECTOR_PERIOD = 7;

  static List<CryptoPeriodWord> words(int period) {
    return List.of(
        new CryptoPeriodWord(period, new ControlWord(new byte[] {0x40, 1, 2, 3, 4, 5, 6, 7})));
  }

  @Override
  public ProfileTraits traits() {
    return new ProfileTraits(name, 1, 2, Set.of(8), KEY_LENGTH, 16, false);
  }

  @Override
  public EcmWorker ecmWorker(EcmKey key, RandomGenerator padding) {
    if (key.length() != KEY_LENGTH) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, name, key.length(), KEY_LENGTH);
    }
    var worker = new ToyWorker(key, padding);
    if (worker.key == refusedKey) {
      throw new CaskadeException(ErrorCode.KEY_LENGTH, name, key.length(), KEY_LENGTH + 1);
    }
    workers.add(worker);
    return worker;
  }

  @Override
  public List<KnownAnswer> knownAnswers() {
    var ecm = Octets.of(new byte[] {(byte) tag, 3, 0x43, (byte) 0x99, 5});
    return List.of(
        new KnownAnswer(
            "first",
            key(3),
            Octets.of(new byte[] {(byte) 0x99}),
            new EcmInput(VECTOR_PERIOD, words(VECTOR_PERIOD), AccessCriteria.NONE, 5),
            new EcmDatagram(faithful ? ecm : Octets.of(new byte[] {(byte) tag, 3, 0}))));
  }

  /** Whether it opens anything; else it fails as a profile does that cannot. */
  boolean opens = true;

  final List<ToyOpener> openers = new CopyOnWriteArrayList<>();

  /** Run with each ECM that is opened. */
  Runnable eachOpening = () -> {};

  @Override
  public EcmOpener ecmOpener(EcmKey key) {
    if (!opens) {
      throw new UnsupportedOperationException("the toy opens nothing");
    }
    var opener = new ToyOpener(key);
    openers.add(opener);
    return opener;
  }

  /** By the lowest product and the time alone. */
  @Override
  public boolean entitles(CardRights rights, OpenedEcm ecm) {
    eachOpening.run();
    return rights.products().shares(new ProductMask(1))
        && rights.finish().isAfter(ecm.issuedAt());
  }

  @Override
  public EmmWorker emmWorker(CardCalendar calendar) {
    throw new UnsupportedOperationException("the toy makes no EMMs");
  }

  /** Notices use after close, and use by two threads. Its words are XORed with its key. */
  final class ToyOpener implements EcmOpener {
    private final int key;
    volatile boolean closed;
    volatile boolean inside;

    private ToyOpener(EcmKey key) {
      byte[] bytes = new byte[KEY_LENGTH];
      key.copyTo(bytes, 0);
      this.key = bytes[0];
    }

    @Override
    public Optional<OpenedEcm> open(EcmDatagram ecm) {
      if (closed || inside) {
        throw new IllegalStateException(closed ? "used after it was wiped" : "two threads inside");
      }
      inside = true;
      try {
        eachOpening.run();
        if (closed) {
          throw new IllegalStateException("wiped under a call");
        }
        return ecm.section().length() == 5 && ecm.section().at(1) == key
            ? Optional.of(contents(ecm.section()))
            : Optional.empty();
      } finally {
        inside = false;
      }
    }

    private OpenedEcm contents(Octets section) {
      byte[] word = {(byte) (section.at(2) ^ key), 0, 0, 0, 0, 0, 0, (byte) tag};
      return new OpenedEcm(
          Instant.ofEpochSecond(section.at(4)),
          new ControlWord(word),
          new ControlWord(word),
          AccessCriteria.NONE);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Notices use after close, and use by two threads. */
  final class ToyWorker implements EcmWorker {
    private final int key;
    private final RandomGenerator padding;
    private final byte[] one = new byte[1];
    volatile boolean closed;
    volatile boolean inside;

    private ToyWorker(EcmKey key, RandomGenerator padding) {
      byte[] bytes = new byte[KEY_LENGTH];
      key.copyTo(bytes, 0);
      this.key = bytes[0];
      this.padding = padding;
    }

    @Override
    public EcmDatagram ecm(EcmInput input) {
      if (closed || inside) {
        throw new IllegalStateException(closed ? "used after it was wiped" : "two threads inside");
      }
      inside = true;
      try {
        eachEcm.run();
        if (input.cpNumber() != VECTOR_PERIOD) {
          behaviour.before(input);
        }
        padding.nextBytes(one);
        byte[] word = new byte[1];
        input.words().get(0).word().copyTo(0, word, 0, 1);
        if (closed) {
          throw new IllegalStateException("wiped under a call");
        }
        return new EcmDatagram(
            Octets.of(
                new byte[] {
                  (byte) tag, (byte) key, (byte) (word[0] ^ key), one[0], (byte) input.issuedAt()
                }));
      } finally {
        inside = false;
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
