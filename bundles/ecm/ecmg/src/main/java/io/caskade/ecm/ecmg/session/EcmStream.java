package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.AccessCriteria;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One ECM stream of a channel. Confined to the session's loop. */
final class EcmStream {
  private final int id;
  private final StreamAlarms alarms;
  private final StreamFigures figures;
  private final StreamWatch watch = new StreamWatch();
  private StreamState state = StreamState.OPEN;
  private OptionalInt ecmId;
  private @Nullable AccessCriteria criteria;
  private @Nullable Provision parked;

  /**
   * @param ecmId empty in version 1
   */
  EcmStream(int id, OptionalInt ecmId, StreamAlarms alarms, StreamFigures figures) {
    this.id = id;
    this.ecmId = ecmId;
    this.alarms = alarms;
    this.figures = figures;
  }

  int id() {
    return id;
  }

  StreamAlarms alarms() {
    return alarms;
  }

  StreamFigures figures() {
    return figures;
  }

  StreamWatch watch() {
    return watch;
  }

  StreamState state() {
    return state;
  }

  void become(StreamState next) {
    state = next;
  }

  OptionalInt ecmId() {
    return ecmId;
  }

  void rename(OptionalInt otherEcmId) {
    ecmId = otherEcmId;
  }

  /** The last access criteria that came, null before the first. */
  @Nullable AccessCriteria criteria() {
    return criteria;
  }

  void remember(AccessCriteria latest) {
    criteria = latest;
  }

  void park(Provision provision) {
    parked = provision;
  }

  @Nullable Provision parked() {
    return parked;
  }

  /** Takes the parked provision out. */
  @Nullable Provision unpark() {
    Provision taken = parked;
    parked = null;
    return taken;
  }
}
