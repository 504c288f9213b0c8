package io.caskade.api.ecm;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** ECM time (architecture section 7): monotonic, slewed gently, never backwards. */
@ProviderType
public interface EcmClock {
  EcmClockState state();

  /** Follows the system clock again after a step, forwards at once; backwards it waits. */
  void accept();

  /**
   * @param ecmTime what ECMs are stamped with
   * @param systemTime what the system clock says
   * @param floor no ECM is stamped earlier, also after a restart
   * @param pendingStep a step of the system clock that waits for {@link EcmClock#accept()}, or zero
   */
  record EcmClockState(Instant ecmTime, Instant systemTime, Instant floor, Duration pendingStep) {}
}
