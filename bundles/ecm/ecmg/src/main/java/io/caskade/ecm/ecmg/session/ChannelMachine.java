package io.caskade.ecm.ecmg.session;

import static io.caskade.ecm.ecmg.session.ChannelAction.ANSWER_STATUS;
import static io.caskade.ecm.ecmg.session.ChannelAction.CHECK_SETUP;
import static io.caskade.ecm.ecmg.session.ChannelAction.CHECK_SETUP_AGAIN;
import static io.caskade.ecm.ecmg.session.ChannelAction.DROP;
import static io.caskade.ecm.ecmg.session.ChannelAction.IGNORE;
import static io.caskade.ecm.ecmg.session.ChannelAction.IMPLY_AND_PASS;
import static io.caskade.ecm.ecmg.session.ChannelAction.NOTE;
import static io.caskade.ecm.ecmg.session.ChannelAction.PASS_TO_STREAM;
import static io.caskade.ecm.ecmg.session.ChannelAction.REFUSE_IN_USE;
import static io.caskade.ecm.ecmg.session.ChannelAction.REFUSE_SETUP;
import static io.caskade.ecm.ecmg.session.ChannelAction.REFUSE_SETUP_BUSY;
import static io.caskade.ecm.ecmg.session.ChannelAction.REFUSE_STREAM;
import static io.caskade.ecm.ecmg.session.ChannelAction.REFUSE_UNKNOWN;
import static io.caskade.ecm.ecmg.session.ChannelState.NONE;
import static io.caskade.ecm.ecmg.session.ChannelState.OPEN;
import static io.caskade.ecm.ecmg.session.ChannelState.OPENING;
import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/** The channel's state machine (TS 103 197 clause 5; printed in docs/ecmg-states.md). */
public final class ChannelMachine {
  private final Map<ChannelState, Map<ChannelEvent, Reaction>> reactions =
      new EnumMap<>(ChannelState.class);

  /**
   * @param lenient the sequences of TVCAS3 pass (tvcas3 chapter 2.4)
   */
  ChannelMachine(boolean lenient) {
    for (ChannelState state : ChannelState.values()) {
      Map<ChannelEvent, Reaction> ofState = new EnumMap<>(ChannelEvent.class);
      for (ChannelEvent event : ChannelEvent.values()) {
        ofState.put(event, decide(state, event, lenient));
      }
      reactions.put(state, ofState);
    }
  }

  /** What to do, and the state after it. */
  record Reaction(ChannelAction action, ChannelState next) {}

  Reaction react(ChannelState state, ChannelEvent event) {
    return requireNonNull(requireNonNull(reactions.get(state)).get(event));
  }

  private static Reaction decide(ChannelState state, ChannelEvent event, boolean lenient) {
    return switch (state) {
      case NONE -> lenient ? withoutChannelLenient(event) : withoutChannel(event);
      case OPENING -> opening(event);
      case OPEN -> open(event, lenient);
    };
  }

  private static Reaction withoutChannel(ChannelEvent event) {
    return switch (event) {
      case SETUP, SETUP_OTHER -> to(CHECK_SETUP, OPENING);
      case TEST, TEST_OTHER, CLOSE, CLOSE_OTHER -> to(REFUSE_UNKNOWN, NONE);
      case STREAM, STREAM_OTHER -> to(REFUSE_STREAM, NONE);
      case STATUS, ERROR, FATAL_ERROR -> to(NOTE, NONE);
      case ADMITTED, REFUSED, ROUTES_CHANGED, WAITED_TOO_LONG, LOST -> to(IGNORE, NONE);
    };
  }

  private static Reaction withoutChannelLenient(ChannelEvent event) {
    return switch (event) {
      case TEST, TEST_OTHER -> to(ANSWER_STATUS, NONE);
      case CLOSE, CLOSE_OTHER -> to(IGNORE, NONE);
      case STREAM, STREAM_OTHER -> to(IMPLY_AND_PASS, OPEN);
      case SETUP,
          SETUP_OTHER,
          STATUS,
          ERROR,
          FATAL_ERROR,
          ADMITTED,
          REFUSED,
          ROUTES_CHANGED,
          WAITED_TOO_LONG,
          LOST ->
          withoutChannel(event);
    };
  }

  private static Reaction opening(ChannelEvent event) {
    return switch (event) {
      case SETUP -> to(REFUSE_IN_USE, OPENING);
      case SETUP_OTHER, TEST, TEST_OTHER, CLOSE_OTHER -> to(REFUSE_UNKNOWN, OPENING);
      case STREAM, STREAM_OTHER -> to(REFUSE_STREAM, OPENING);
      case STATUS, ERROR -> to(NOTE, OPENING);
      case CLOSE, FATAL_ERROR, LOST -> to(DROP, NONE);
      case ADMITTED -> to(ANSWER_STATUS, OPEN);
      case REFUSED -> to(REFUSE_SETUP, NONE);
      case ROUTES_CHANGED -> to(CHECK_SETUP_AGAIN, OPENING);
      case WAITED_TOO_LONG -> to(REFUSE_SETUP_BUSY, NONE);
    };
  }

  private static Reaction open(ChannelEvent event, boolean lenient) {
    return switch (event) {
      case SETUP -> lenient ? to(CHECK_SETUP, OPENING) : to(REFUSE_IN_USE, OPEN);
      case SETUP_OTHER -> lenient ? to(CHECK_SETUP, OPENING) : to(REFUSE_UNKNOWN, OPEN);
      case TEST -> to(ANSWER_STATUS, OPEN);
      case TEST_OTHER -> lenient ? to(ANSWER_STATUS, OPEN) : to(REFUSE_UNKNOWN, OPEN);
      case CLOSE -> to(DROP, NONE);
      case CLOSE_OTHER -> lenient ? to(DROP, NONE) : to(REFUSE_UNKNOWN, OPEN);
      case STREAM -> to(PASS_TO_STREAM, OPEN);
      case STREAM_OTHER -> lenient ? to(PASS_TO_STREAM, OPEN) : to(REFUSE_STREAM, OPEN);
      case STATUS, ERROR -> to(NOTE, OPEN);
      case FATAL_ERROR, LOST -> to(DROP, NONE);
      case ADMITTED, REFUSED, ROUTES_CHANGED, WAITED_TOO_LONG -> to(IGNORE, OPEN);
    };
  }

  private static Reaction to(ChannelAction action, ChannelState next) {
    return new Reaction(action, next);
  }
}
