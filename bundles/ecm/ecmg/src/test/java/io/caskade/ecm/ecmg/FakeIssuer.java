package io.caskade.ecm.ecmg;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.ProfileTraits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose ECM is a section that holds the request: crypto period, words with their numbers,
 * access criteria. Serves CA_system_id 0x0B00 and 0x4A00.
 */
public final class FakeIssuer implements EcmService {
  private final List<LaneOwner> owners = new CopyOnWriteArrayList<>();
  private final AtomicLong issued = new AtomicLong();
  private volatile ProfileTraits traits =
      new ProfileTraits("test", 1, 2, Set.of(8, 16), 32, 16, true);
  private volatile Set<Integer> served = Set.of(0x0B00, 0x4A00);
  private volatile boolean available = true;
  private volatile boolean broken;
  private volatile Runnable work = () -> {};
  private volatile boolean closed;
  private volatile @Nullable EcmRequest last;

  /** Without a profile every request is Unavailable. */
  public void available(boolean yes) {
    available = yes;
    if (yes) {
      owners.forEach(owner -> owner.execute(owner::routesChanged));
    }
  }

  /** Other CA_system_ids; none at all is a head-end that starts. */
  public void serve(Set<Integer> caSystemIds) {
    served = Set.copyOf(caSystemIds);
    owners.forEach(owner -> owner.execute(owner::routesChanged));
  }

  /** A profile that throws. */
  public void broken(boolean yes) {
    broken = yes;
  }

  /** Runs inside each issue. */
  public void work(Runnable task) {
    work = task;
  }

  public void traits(ProfileTraits other) {
    traits = other;
  }

  public long issued() {
    return issued.get();
  }

  public boolean lanesClosed() {
    return closed;
  }

  @Override
  public EcmLane openLane(LaneOwner owner) {
    owners.add(owner);
    return new EcmLane() {
      @Override
      public EcmResult issue(EcmRequest request) {
        return FakeIssuer.this.issue(request);
      }

      @Override
      public void close() {
        owners.remove(owner);
        closed = true;
      }
    };
  }

  @Override
  public Optional<CasOffer> offer(SuperCasId superCasId) {
    return served.contains(superCasId.caSystemId())
        ? Optional.of(new CasOffer(NetworkId.MAIN, traits))
        : Optional.empty();
  }

  @Override
  public List<Integer> caSystemIds() {
    return served.stream().sorted().toList();
  }

  /** The request that came last. */
  public EcmRequest lastRequest() {
    EcmRequest request = last;
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  private EcmResult issue(EcmRequest request) {
    last = request;
    work.run();
    if (broken) {
      throw new IllegalStateException("broken on purpose");
    }
    if (!available) {
      return new EcmResult.Unavailable();
    }
    for (CryptoPeriodWord word : request.words()) {
      if (!traits.controlWordLengths().contains(word.word().length())) {
        return new EcmResult.Refused(
            new CaskadeException(
                ErrorCode.CONTROL_WORD_LENGTH, word.word().length(), traits.controlWordLengths()));
      }
    }
    if (request.accessCriteria().octets().length() == 0) {
      return new EcmResult.Refused(new CaskadeException(ErrorCode.ACCESS_CRITERIA_MISSING));
    }
    issued.incrementAndGet();
    return new EcmResult.Issued(new EcmDatagram(Octets.of(section(request))));
  }

  /** Table id by parity, then what the request held. */
  public static byte[] section(EcmRequest request) {
    int words = request.words().stream().mapToInt(w -> 2 + w.word().length()).sum();
    int criteria = Math.min(request.accessCriteria().octets().length(), 64);
    ByteBuffer section = ByteBuffer.allocate(3 + 2 + words + criteria);
    section.put((byte) (0x80 | request.cpNumber() & 1));
    section.putShort((short) (0x7000 | section.capacity() - 3));
    section.putShort((short) request.cpNumber());
    for (CryptoPeriodWord word : request.words()) {
      byte[] bytes = new byte[word.word().length()];
      word.word().copyTo(bytes, 0);
      section.putShort((short) word.cpNumber()).put(bytes);
    }
    section.put(request.accessCriteria().octets().toByteArray(), 0, criteria);
    return section.array();
  }
}
