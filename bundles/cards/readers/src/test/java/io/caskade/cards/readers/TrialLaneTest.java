package io.caskade.cards.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.LaneOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A loop that ends must have done what the issuer gave it, and take nothing more. */
class TrialLaneTest {
  private final List<String> steps = new ArrayList<>();
  private final List<LaneOwner> owners = new ArrayList<>();

  private final class PlayedIssuer implements EcmService {
    @Override
    public EcmLane openLane(LaneOwner owner) {
      owners.add(owner);
      owner.execute(() -> steps.add("published"));
      return new EcmLane() {
        @Override
        public EcmResult issue(EcmRequest request) {
          steps.add("issued");
          owner.execute(() -> steps.add("swapped meanwhile"));
          return new EcmResult.Unavailable();
        }

        @Override
        public void close() {
          steps.add("closed");
          owner.execute(() -> steps.add("wiped"));
        }
      };
    }

    @Override
    public Optional<CasOffer> offer(SuperCasId superCasId) {
      return Optional.empty();
    }

    @Override
    public List<Integer> caSystemIds() {
      return List.of();
    }
  }

  @Test
  void whatTheIssuerGivesItIsDoneBeforeItEnds() {
    EcmResult result =
        TrialLane.issue(
            new PlayedIssuer(),
            new EcmRequest(SuperCasId.of(0x0B00, 0), 0, List.of(), AccessCriteria.NONE));
    assertThat(result).isInstanceOf(EcmResult.Unavailable.class);
    assertThat(steps)
        .containsExactly("published", "issued", "closed", "swapped meanwhile", "wiped");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> owners.get(0).execute(() -> steps.add("too late")));
  }
}
