package io.caskade.emm.emmg.session;

import static io.caskade.emm.emmg.session.MuxAction.CLOSE_CHANNEL;
import static io.caskade.emm.emmg.session.MuxAction.CLOSE_STREAM;
import static io.caskade.emm.emmg.session.MuxAction.HANG_UP;
import static io.caskade.emm.emmg.session.MuxAction.IGNORE;
import static io.caskade.emm.emmg.session.MuxAction.NOTE;
import static io.caskade.emm.emmg.session.MuxAction.OBEY;
import static io.caskade.emm.emmg.session.MuxAction.REQUEST_BANDWIDTH;
import static io.caskade.emm.emmg.session.MuxAction.SET_UP_CHANNEL;
import static io.caskade.emm.emmg.session.MuxAction.SET_UP_STREAM;
import static io.caskade.emm.emmg.session.MuxAction.SLOW_DOWN;
import static io.caskade.emm.emmg.session.MuxAction.USE_CONFIGURED;
import static io.caskade.emm.emmg.session.MuxState.BANDWIDTH;
import static io.caskade.emm.emmg.session.MuxState.CHANNEL_SETUP;
import static io.caskade.emm.emmg.session.MuxState.CLOSING;
import static io.caskade.emm.emmg.session.MuxState.DISCONNECTED;
import static io.caskade.emm.emmg.session.MuxState.OPEN;
import static io.caskade.emm.emmg.session.MuxState.STREAM_SETUP;

/** The state machine of an EMMG (TS 103 197 clause 6; printed in docs/emmg-states.md). */
final class MuxMachine {
  private MuxMachine() {}

  /** What to do, and the state after it. */
  record Reaction(MuxAction action, MuxState next) {}

  static Reaction react(MuxState state, MuxEvent event) {
    return switch (state) {
      case DISCONNECTED -> disconnected(event);
      case CHANNEL_SETUP -> settingUpChannel(event);
      case STREAM_SETUP -> settingUpStream(event);
      case BANDWIDTH -> bandwidth(event);
      case OPEN -> open(event);
      case CLOSING -> closing(event);
    };
  }

  private static Reaction disconnected(MuxEvent event) {
    return event == MuxEvent.CONNECTED
        ? to(SET_UP_CHANNEL, CHANNEL_SETUP)
        : to(IGNORE, DISCONNECTED);
  }

  private static Reaction settingUpChannel(MuxEvent event) {
    return switch (event) {
      case CHANNEL_STATUS -> to(SET_UP_STREAM, STREAM_SETUP);
      case FATAL, REFUSED, TIMED_OUT, SILENT, STOP -> to(HANG_UP, DISCONNECTED);
      // Errors about data of the former set-up may still arrive.
      case STREAM_UNKNOWN, CHANNEL_UNKNOWN, BANDWIDTH_EXCEEDED -> to(IGNORE, CHANNEL_SETUP);
      case CONNECTED, STREAM_STATUS, ALLOCATION, STREAM_CLOSED -> to(IGNORE, CHANNEL_SETUP);
      case LOST -> to(IGNORE, DISCONNECTED);
    };
  }

  private static Reaction settingUpStream(MuxEvent event) {
    return switch (event) {
      case STREAM_STATUS -> to(REQUEST_BANDWIDTH, BANDWIDTH);
      case REFUSED, TIMED_OUT, STOP -> to(CLOSE_CHANNEL, DISCONNECTED);
      case CHANNEL_UNKNOWN, FATAL, SILENT -> to(HANG_UP, DISCONNECTED);
      case STREAM_UNKNOWN, BANDWIDTH_EXCEEDED -> to(IGNORE, STREAM_SETUP);
      case CONNECTED, CHANNEL_STATUS, ALLOCATION, STREAM_CLOSED -> to(IGNORE, STREAM_SETUP);
      case LOST -> to(IGNORE, DISCONNECTED);
    };
  }

  private static Reaction bandwidth(MuxEvent event) {
    return switch (event) {
      case ALLOCATION -> to(OBEY, OPEN);
      // A MUX that knows no bandwidth still takes EMMs.
      case TIMED_OUT, REFUSED -> to(USE_CONFIGURED, OPEN);
      case BANDWIDTH_EXCEEDED -> to(SLOW_DOWN, OPEN);
      case STOP -> to(CLOSE_STREAM, CLOSING);
      case CHANNEL_UNKNOWN, STREAM_UNKNOWN, FATAL, SILENT, STREAM_CLOSED ->
          to(HANG_UP, DISCONNECTED);
      case CONNECTED, CHANNEL_STATUS, STREAM_STATUS -> to(IGNORE, BANDWIDTH);
      case LOST -> to(IGNORE, DISCONNECTED);
    };
  }

  private static Reaction open(MuxEvent event) {
    return switch (event) {
      case ALLOCATION -> to(OBEY, OPEN);
      case TIMED_OUT -> to(USE_CONFIGURED, OPEN);
      case BANDWIDTH_EXCEEDED -> to(SLOW_DOWN, OPEN);
      case STREAM_UNKNOWN -> to(SET_UP_STREAM, STREAM_SETUP);
      case CHANNEL_UNKNOWN -> to(SET_UP_CHANNEL, CHANNEL_SETUP);
      case REFUSED -> to(NOTE, OPEN);
      case STOP -> to(CLOSE_STREAM, CLOSING);
      case FATAL, SILENT, STREAM_CLOSED -> to(HANG_UP, DISCONNECTED);
      case CONNECTED, CHANNEL_STATUS, STREAM_STATUS -> to(IGNORE, OPEN);
      case LOST -> to(IGNORE, DISCONNECTED);
    };
  }

  private static Reaction closing(MuxEvent event) {
    return switch (event) {
      case STREAM_CLOSED, STREAM_UNKNOWN, CHANNEL_UNKNOWN, FATAL, REFUSED, TIMED_OUT ->
          to(CLOSE_CHANNEL, DISCONNECTED);
      case SILENT -> to(HANG_UP, DISCONNECTED);
      case CONNECTED, CHANNEL_STATUS, STREAM_STATUS, ALLOCATION, BANDWIDTH_EXCEEDED, STOP ->
          to(IGNORE, CLOSING);
      case LOST -> to(IGNORE, DISCONNECTED);
    };
  }

  private static Reaction to(MuxAction action, MuxState next) {
    return new Reaction(action, next);
  }
}
