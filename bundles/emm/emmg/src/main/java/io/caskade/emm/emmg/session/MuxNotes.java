package io.caskade.emm.emmg.session;

import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.explain.Disclosure;
import io.caskade.lib.simulcrypt.explain.Explanation;
import io.caskade.lib.simulcrypt.explain.ExplanationCode;
import io.caskade.lib.simulcrypt.explain.Logbook;
import io.caskade.lib.simulcrypt.explain.Seen;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was odd in the conversation with one MUX, explained; it outlives connections. Some lines a
 * minute go to the log. Any thread.
 */
public final class MuxNotes {
  private static final Logger LOG = LoggerFactory.getLogger(MuxNotes.class);
  private static final SimulcryptInterface SPOKEN = SimulcryptInterface.EMMG_MUX;
  private static final int KEPT = 64;
  private static final int LINES_PER_MINUTE = 10;

  private final String output;
  private final InstantSource clock;
  private final Logbook book = new Logbook(KEPT);
  private volatile String mux;
  private long minute;
  private int lines;

  /**
   * @param output its name
   * @param mux {@code host:port}
   */
  public MuxNotes(String output, String mux, InstantSource clock) {
    this.output = output;
    this.mux = mux;
    this.clock = clock;
  }

  /** Another MUX from now on. */
  void about(String otherMux) {
    mux = otherMux;
  }

  /**
   * @param about the message, null when there is none to show
   */
  void say(ExplanationCode code, @Nullable EmmgMessage about, Object... arguments) {
    String bytes = about == null ? "" : Disclosure.of(SPOKEN, about.pdu()).around(0);
    say(Explanation.of(code, SPOKEN, bytes, arguments));
  }

  /** The MUX sent an error. */
  void peerError(EmmgMessage error, int status) {
    say(
        ExplanationCode.PEER_ERROR,
        error,
        error.type().row().name(),
        SimulcryptInterface.hex16(status),
        SPOKEN.statusText(status).orElse("?"),
        "");
  }

  void say(Explanation what) {
    if (book.note(clock.instant(), mux, what) && mayLog()) {
      LOG.info(
          "emmg {}, {}: {} {}", output, mux, what.text(Locale.ENGLISH), what.cure(Locale.ENGLISH));
    }
  }

  private synchronized boolean mayLog() {
    long now = clock.instant().getEpochSecond() / 60;
    lines = now == minute ? lines + 1 : 1;
    minute = now;
    return lines <= LINES_PER_MINUTE;
  }

  /** The oldest first. */
  public List<Seen> entries() {
    return book.entries();
  }
}
