package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static io.caskade.ecm.issuer.IssuerFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.issuer.clock.EcmTime;
import io.caskade.ecm.issuer.clock.EcmTimeSettings;
import io.caskade.ecm.issuer.clock.FloorFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
  private static final int CALLS = 20_000;
  private static final int BYTES_PER_CALL = 96;

  @Test
  void issueAllocatesInputAndAnswerAndNothingElse(@TempDir Path directory) {
    var time =
        new EcmTime(
            InstantSource.system(),
            System::nanoTime,
            new FloorFile(directory.resolve("floor")),
            EcmTimeSettings.DEFAULTS);
    try (EcmIssuer issuer =
        EcmIssuer.of(
            time::seconds,
            List.of(IssuerFixture.MAIN),
            network -> ToyProfile.key(3),
            List.of(new FrugalProfile()))) {
      EcmLane lane = issuer.openLane(new ManualLoop());
      EcmRequest request = request(MAIN_ID);
      assertThat(tag(lane.issue(request))).isEqualTo(1);
      measure(lane, request);

      long bytes = measure(lane, request);

      assertThat(bytes / CALLS).isLessThanOrEqualTo(BYTES_PER_CALL);
    }
  }

  private static long measure(EcmLane lane, EcmRequest request) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      lane.issue(request);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** Uses padding and time as a real one does, and allocates nothing itself. */
  private static final class FrugalProfile implements CasProfile {
    private static final EcmDatagram ANSWER = new EcmDatagram(Octets.of(new byte[] {1}));

    @Override
    public ProfileTraits traits() {
      return new ProfileTraits("toy", 1, 2, Set.of(8), 8, 16, false);
    }

    @Override
    public EcmWorker ecmWorker(EcmKey key, RandomGenerator padding) {
      byte[] block = new byte[23];
      return new EcmWorker() {
        @Override
        public EcmDatagram ecm(EcmInput input) {
          padding.nextBytes(block);
          return ANSWER;
        }

        @Override
        public void close() {
          java.util.Arrays.fill(block, (byte) 0);
        }
      };
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
      return List.of(
          new KnownAnswer(
              "one",
              ToyProfile.key(1),
              Octets.of(new byte[23]),
              new EcmInput(1, ToyProfile.words(1), AccessCriteria.NONE, 1),
              ANSWER));
    }

    @Override
    public EcmOpener ecmOpener(EcmKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean entitles(CardRights rights, OpenedEcm ecm) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EmmWorker emmWorker(CardCalendar calendar) {
      throw new UnsupportedOperationException();
    }
  }
}
