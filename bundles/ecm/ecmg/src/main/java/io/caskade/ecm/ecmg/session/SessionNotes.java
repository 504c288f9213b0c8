package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.explain.Disclosure;
import io.caskade.lib.simulcrypt.explain.Explanation;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.simulcrypt.explain.Logbook;
import io.caskade.lib.simulcrypt.explain.Seen;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was odd on one connection, explained; the log is told as far as its budget goes. Sentences
 * are made when somebody reads them. Any thread.
 */
final class SessionNotes {
  private static final Logger LOG = LoggerFactory.getLogger(SessionNotes.class);

  /** Enough for a look at what happened, little enough for thousands of sessions. */
  private static final int KEPT = 64;

  /** What outlives the connection. */
  private static final int LAST = 16;

  private final String peer;
  private final ListenerContext listener;
  private final Logbook book = new Logbook(KEPT);

  SessionNotes(String peer, ListenerContext listener) {
    this.peer = peer;
    this.listener = listener;
  }

  /**
   * @param about the message, null when there is none to show
   */
  void say(ExplanationCode code, @Nullable EcmgMessage about, Object... arguments) {
    SimulcryptInterface spoken = SimulcryptInterface.ECMG_SCS;
    String bytes = about == null ? "" : Disclosure.of(spoken, about.pdu()).around(0);
    say(Explanation.of(code, spoken, bytes, arguments));
  }

  /** The SCS sent an error. */
  void peerError(EcmgMessage error, int status) {
    SimulcryptInterface spoken = SimulcryptInterface.ECMG_SCS;
    say(
        ExplanationCode.PEER_ERROR,
        error,
        error.type().row().name(),
        SimulcryptInterface.hex16(status),
        spoken.statusText(status).orElse("?"),
        "");
  }

  void say(Explanation what) {
    boolean fresh = book.note(listener.clock().instant(), peer, what);
    if (fresh && listener.logBudget().allows()) {
      LOG.info(
          "ecmg {}, {}: {} {}",
          listener.settings().name(),
          peer,
          what.text(Locale.ENGLISH),
          what.cure(Locale.ENGLISH));
    }
  }

  List<Seen> entries() {
    return book.entries();
  }

  /** The connection is gone; the listener keeps the last of its notes. */
  void close() {
    List<Seen> all = book.entries();
    listener.past().add(all.subList(Math.max(0, all.size() - LAST), all.size()));
  }
}
