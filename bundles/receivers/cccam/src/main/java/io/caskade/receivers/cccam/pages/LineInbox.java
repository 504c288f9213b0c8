package io.caskade.receivers.cccam.pages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of text from what comes, 256 bytes each at most. What a telnet client negotiates is
 * left out. One thread.
 *
 * <p>Source: RFC 854.
 */
final class LineInbox {
  static final int MOST = 256;

  private static final int IAC = 0xFF;
  private static final int SUBNEGOTIATION = 0xFA;
  private static final int SUBNEGOTIATION_END = 0xF0;
  private static final int WILL = 0xFB;
  private static final int DONT = 0xFE;

  /** Where in the telnet protocol it is. */
  private enum Stage {
    TEXT,
    COMMAND,
    OPTION,
    SUB,
    SUB_COMMAND
  }

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Stage stage = Stage.TEXT;
  private boolean broken;

  /** The lines that are whole now, without their ends. */
  List<String> take(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < bytes.length && !broken; i++) {
      int one = bytes[i] & 0xFF;
      if (stage == Stage.TEXT && one == '\n') {
        lines.add(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        take(one);
      }
    }
    return lines;
  }

  private void take(int one) {
    switch (stage) {
      case TEXT -> text(one);
      case COMMAND -> stage = afterCommand(one);
      case OPTION -> stage = Stage.TEXT;
      case SUB -> stage = one == IAC ? Stage.SUB_COMMAND : Stage.SUB;
      case SUB_COMMAND -> stage = one == SUBNEGOTIATION_END ? Stage.TEXT : Stage.SUB;
    }
  }

  private void text(int one) {
    if (one == IAC) {
      stage = Stage.COMMAND;
    } else if (one >= ' ') {
      line.write(one);
      broken = line.size() > MOST;
    }
  }

  private static Stage afterCommand(int one) {
    if (one == SUBNEGOTIATION) {
      return Stage.SUB;
    }
    return one >= WILL && one <= DONT ? Stage.OPTION : Stage.TEXT;
  }

  /** What came last when the other side ends without an end of the line; empty when nothing did. */
  String rest() {
    String rest = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return rest;
  }

  /** A line is too long. */
  boolean isBroken() {
    return broken;
  }
}
