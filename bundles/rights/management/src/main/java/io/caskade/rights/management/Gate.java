package io.caskade.rights.management;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.Permission;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a caller pass, or refuses and says so in the journal. Asked first by every call. */
@Component(service = Gate.class)
public final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Presence presence;
  private final ChangeIds ids;
  private final InstantSource clock;

  /** Made by Declarative Services. */
  @Activate
  public Gate(@Reference Presence presence, @Reference ChangeIds ids) {
    this(presence, ids, InstantSource.system());
  }

  public Gate(Presence presence, ChangeIds ids, InstantSource clock) {
    this.presence = presence;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws CaskadeException FORBIDDEN
   */
  public void require(Caller caller, Permission permission, NetworkId network) {
    if (!caller.may(permission, network)) {
      throw refused(caller, permission.scope(), network);
    }
  }

  /**
   * Refuses for a reason of the caller's own.
   *
   * @param needed scope, field or role that is missing
   */
  public CaskadeException refused(Caller caller, String needed, NetworkId network) {
    try {
      presence
          .store()
          .apply(
              List.of(
                  new Note(
                      ids.next(),
                      clock.instant(),
                      caller.actor(),
                      "REFUSED",
                      network,
                      "",
                      ErrorCode.FORBIDDEN.problemType(),
                      Map.of("needed", needed))));
    } catch (CaskadeException e) {
      LOG.warn(
          "{} was refused {} in network {}; the journal could not be written: {}",
          caller.actor().name(),
          needed,
          network,
          e.getMessage());
    }
    return new CaskadeException(ErrorCode.FORBIDDEN, caller.actor().name(), needed, network);
  }
}
