package io.caskade.lib.cccam;

import java.util.Optional;

/** The messages: code, and the shortest payload from either end. Source: cw-protocols.md, 1.3. */
enum Command {
  CLIENT_DATA(0x00, 62, 0),
  ECM(0x01, 16, 16),
  EMM(0x02, 15, 0),
  CARD_REMOVED(0x04, Command.NEVER, 4),
  KEEPALIVE(0x06, 0, 0),
  NEW_CARD(0x07, Command.NEVER, 22),
  SERVER_DATA(0x08, Command.NEVER, 72),
  CHALLENGE(0x0B, 16, 16),
  NEW_CARD_WITH_SERVICES(0x0F, Command.NEVER, 24),
  SLEEP(0x80, Command.NEVER, 0),
  /** Share unknown; also carries the partner strings. */
  NOK1(0xFE, 0, 0),
  /** No control word. */
  NOK2(0xFF, Command.NEVER, 0);

  private static final int NEVER = Integer.MAX_VALUE;
  private static final Command[] BY_CODE = new Command[256];

  static {
    for (Command each : values()) {
      BY_CODE[each.code] = each;
    }
  }

  private final int code;
  private final int leastFromClient;
  private final int leastFromServer;

  Command(int code, int leastFromClient, int leastFromServer) {
    this.code = code;
    this.leastFromClient = leastFromClient;
    this.leastFromServer = leastFromServer;
  }

  static Optional<Command> of(int code) {
    return Optional.ofNullable(BY_CODE[code]);
  }

  int code() {
    return code;
  }

  boolean isFromClient() {
    return leastFromClient != NEVER;
  }

  boolean isFromServer() {
    return leastFromServer != NEVER;
  }

  int leastFromClient() {
    return leastFromClient;
  }

  int leastFromServer() {
    return leastFromServer;
  }
}
