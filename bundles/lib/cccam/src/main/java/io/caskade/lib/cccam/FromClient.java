package io.caskade.lib.cccam;

import java.util.Optional;

/** What a server gets. Source: cw-protocols.md, 1.3 and 1.5. */
public sealed interface FromClient
    permits ClientData,
        EcmQuestion,
        EmmDelivery,
        FromClient.Keepalive,
        FromClient.Partner,
        FromClient.Ignored,
        FromClient.Malformed {
  /**
   * Reads a message; never fails.
   *
   * @param frame in clear
   */
  static FromClient read(Frame frame) {
    Optional<Command> command = Command.of(frame.command()).filter(Command::isFromClient);
    if (command.isEmpty()) {
      return new Ignored(frame.command());
    }
    if (frame.length() < command.get().leastFromClient()) {
      return new Malformed(frame.command(), frame.length());
    }
    return switch (command.get()) {
      case CLIENT_DATA -> ClientData.of(frame);
      case ECM -> EcmQuestion.of(frame);
      case EMM -> EmmDelivery.of(frame);
      case KEEPALIVE -> new Keepalive();
      case NOK1 ->
          PartnerText.of(frame)
              .<FromClient>map(Partner::new)
              .orElseGet(() -> new Ignored(frame.command()));
      default -> new Ignored(frame.command());
    };
  }

  /** Command 6. */
  record Keepalive() implements FromClient {
    public Frame frame() {
      return Frame.wrap(Frame.room(0, Command.KEEPALIVE, 0));
    }
  }

  /** Command 0xFE with a text: what extensions the client speaks. */
  record Partner(PartnerText text) implements FromClient {
    public Frame frame() {
      return text.frame();
    }
  }

  /** What a server needs not understand: answers to challenges, cache exchange, unknown codes. */
  record Ignored(int command) implements FromClient {}

  /** Shorter than its command may be. */
  record Malformed(int command, int length) implements FromClient {}
}
