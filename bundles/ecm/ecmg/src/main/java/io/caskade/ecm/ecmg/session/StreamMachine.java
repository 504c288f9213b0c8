package io.caskade.ecm.ecmg.session;

import static io.caskade.ecm.ecmg.session.StreamAction.ANSWER_CLOSE;
import static io.caskade.ecm.ecmg.session.StreamAction.ANSWER_STATUS;
import static io.caskade.ecm.ecmg.session.StreamAction.DROP;
import static io.caskade.ecm.ecmg.session.StreamAction.GIVE_UP;
import static io.caskade.ecm.ecmg.session.StreamAction.IGNORE;
import static io.caskade.ecm.ecmg.session.StreamAction.IMPLY_AND_ISSUE;
import static io.caskade.ecm.ecmg.session.StreamAction.ISSUE;
import static io.caskade.ecm.ecmg.session.StreamAction.ISSUE_PARKED;
import static io.caskade.ecm.ecmg.session.StreamAction.NOTE;
import static io.caskade.ecm.ecmg.session.StreamAction.PARK;
import static io.caskade.ecm.ecmg.session.StreamAction.REFUSE_IN_USE;
import static io.caskade.ecm.ecmg.session.StreamAction.REFUSE_UNKNOWN;
import static io.caskade.ecm.ecmg.session.StreamAction.REPLACE_AND_ISSUE;
import static io.caskade.ecm.ecmg.session.StreamAction.SET_UP;
import static io.caskade.ecm.ecmg.session.StreamAction.SET_UP_AGAIN;
import static io.caskade.ecm.ecmg.session.StreamState.NONE;
import static io.caskade.ecm.ecmg.session.StreamState.OPEN;
import static io.caskade.ecm.ecmg.session.StreamState.PARKED;
import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/** The stream's state machine (TS 103 197 clause 5; printed in docs/ecmg-states.md). */
public final class StreamMachine {
  private final Map<StreamState, Map<StreamEvent, Reaction>> reactions =
      new EnumMap<>(StreamState.class);

  /**
   * @param lenient the sequences of TVCAS3 pass (tvcas3 chapter 2.4)
   */
  StreamMachine(boolean lenient) {
    for (StreamState state : StreamState.values()) {
      Map<StreamEvent, Reaction> ofState = new EnumMap<>(StreamEvent.class);
      for (StreamEvent event : StreamEvent.values()) {
        ofState.put(event, decide(state, event, lenient));
      }
      reactions.put(state, ofState);
    }
  }

  /** What to do, and the state after it. */
  record Reaction(StreamAction action, StreamState next) {}

  Reaction react(StreamState state, StreamEvent event) {
    return requireNonNull(requireNonNull(reactions.get(state)).get(event));
  }

  private static Reaction decide(StreamState state, StreamEvent event, boolean lenient) {
    return switch (state) {
      case NONE -> withoutStream(event, lenient);
      case OPEN -> open(event, lenient);
      case PARKED -> parked(event, lenient);
    };
  }

  private static Reaction withoutStream(StreamEvent event, boolean lenient) {
    return switch (event) {
      case SETUP -> to(SET_UP, OPEN);
      case TEST -> to(lenient ? ANSWER_STATUS : REFUSE_UNKNOWN, NONE);
      case CLOSE_REQUEST -> to(lenient ? ANSWER_CLOSE : REFUSE_UNKNOWN, NONE);
      case PROVISION -> lenient ? to(IMPLY_AND_ISSUE, OPEN) : to(REFUSE_UNKNOWN, NONE);
      case STATUS, ERROR, FATAL_ERROR -> to(NOTE, NONE);
      case UNAVAILABLE, ROUTES_CHANGED, WAITED_TOO_LONG, CHANNEL_GONE -> to(IGNORE, NONE);
    };
  }

  private static Reaction open(StreamEvent event, boolean lenient) {
    return switch (event) {
      case SETUP -> to(lenient ? SET_UP_AGAIN : REFUSE_IN_USE, OPEN);
      case TEST -> to(ANSWER_STATUS, OPEN);
      case CLOSE_REQUEST -> to(ANSWER_CLOSE, NONE);
      case PROVISION -> to(ISSUE, OPEN);
      case STATUS, ERROR -> to(NOTE, OPEN);
      case FATAL_ERROR, CHANNEL_GONE -> to(DROP, NONE);
      case UNAVAILABLE -> to(PARK, PARKED);
      case ROUTES_CHANGED, WAITED_TOO_LONG -> to(IGNORE, OPEN);
    };
  }

  private static Reaction parked(StreamEvent event, boolean lenient) {
    return switch (event) {
      case SETUP -> to(lenient ? SET_UP_AGAIN : REFUSE_IN_USE, PARKED);
      case TEST -> to(ANSWER_STATUS, PARKED);
      case CLOSE_REQUEST -> to(ANSWER_CLOSE, NONE);
      case PROVISION -> to(REPLACE_AND_ISSUE, OPEN);
      case STATUS, ERROR -> to(NOTE, PARKED);
      case FATAL_ERROR, CHANNEL_GONE -> to(DROP, NONE);
      case UNAVAILABLE -> to(IGNORE, PARKED);
      case ROUTES_CHANGED -> to(ISSUE_PARKED, OPEN);
      case WAITED_TOO_LONG -> to(GIVE_UP, OPEN);
    };
  }

  private static Reaction to(StreamAction action, StreamState next) {
    return new Reaction(action, next);
  }
}
