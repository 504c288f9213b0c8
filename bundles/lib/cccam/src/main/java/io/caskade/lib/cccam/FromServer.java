package io.caskade.lib.cccam;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a client gets. Source: cw-protocols.md, 1.3 and 1.5. */
public sealed interface FromServer
    permits FromServer.ClientDataTaken,
        FromServer.EmmTaken,
        FromServer.CardRemoved,
        FromServer.Keepalive,
        FromServer.Partner,
        FromServer.NotFound,
        FromServer.Ignored,
        FromServer.Malformed,
        Card,
        ServerData,
        WordsAnswer {
  /** The message in clear. */
  Frame frame();

  /**
   * Reads a message; never fails.
   *
   * @param frame in clear
   */
  static FromServer read(Frame frame) {
    Optional<Command> command = Command.of(frame.command()).filter(Command::isFromServer);
    if (command.isEmpty()) {
      return new Ignored(frame);
    }
    if (frame.length() < command.get().leastFromServer()) {
      return new Malformed(frame);
    }
    return switch (command.get()) {
      case CLIENT_DATA -> new ClientDataTaken();
      case ECM -> WordsAnswer.of(frame);
      case EMM -> new EmmTaken();
      case CARD_REMOVED -> new CardRemoved(frame.u32(0));
      case KEEPALIVE -> new Keepalive();
      case NEW_CARD -> card(frame, false);
      case NEW_CARD_WITH_SERVICES -> card(frame, true);
      case SERVER_DATA -> ServerData.of(frame);
      case NOK1 -> nok1(frame);
      case NOK2 -> new NotFound(frame.flag(), false, frame.text(0, NotFound.MOST_TEXT));
      default -> new Ignored(frame);
    };
  }

  private static FromServer card(Frame frame, boolean withServices) {
    return Card.of(frame, withServices)
        .<FromServer>map(card -> card)
        .orElseGet(() -> new Malformed(frame));
  }

  private static FromServer nok1(Frame frame) {
    return PartnerText.of(frame)
        .<FromServer>map(Partner::new)
        .orElseGet(() -> new NotFound(frame.flag(), true, frame.text(0, NotFound.MOST_TEXT)));
  }

  /** Command 0, empty: the client's data arrived. */
  record ClientDataTaken() implements FromServer {
    @Override
    public Frame frame() {
      return Frame.wrap(Frame.room(0, Command.CLIENT_DATA, 0));
    }
  }

  /** Command 2, empty: the EMM arrived, whatever becomes of it. */
  record EmmTaken() implements FromServer {
    @Override
    public Frame frame() {
      return Frame.wrap(Frame.room(0, Command.EMM, 0));
    }
  }

  /** Command 4: a card is gone. */
  record CardRemoved(int shareId) implements FromServer {
    @Override
    public Frame frame() {
      byte[] bytes = Frame.room(0, Command.CARD_REMOVED, Integer.BYTES);
      Frame.put(bytes, Frame.HEADER, shareId, Integer.BYTES);
      return Frame.wrap(bytes);
    }
  }

  /** Command 6. */
  record Keepalive() implements FromServer {
    @Override
    public Frame frame() {
      return Frame.wrap(Frame.room(0, Command.KEEPALIVE, 0));
    }
  }

  /** Command 0xFE with a text: which extensions the server speaks. */
  record Partner(PartnerText text) implements FromServer {
    @Override
    public Frame frame() {
      return text.frame();
    }
  }

  /**
   * Commands 0xFE and 0xFF: no control word.
   *
   * @param index of the question in extended mode
   * @param shareUnknown 0xFE: another card may have it; 0xFF: this card cannot decode
   * @param text for the log of the client, up to 80 printable characters; usually empty
   */
  record NotFound(int index, boolean shareUnknown, String text) implements FromServer {
    private static final int MOST_TEXT = 80;

    @Override
    public Frame frame() {
      byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
      int length = Math.min(ascii.length, MOST_TEXT);
      byte[] bytes =
          Frame.room(
              index, shareUnknown ? Command.NOK1 : Command.NOK2, length == 0 ? 0 : length + 1);
      System.arraycopy(ascii, 0, bytes, Frame.HEADER, length);
      return Frame.wrap(bytes);
    }
  }

  /** What a client need not understand. */
  record Ignored(Frame frame) implements FromServer {}

  /** Shorter than its command may be, or with counts that do not fit. */
  record Malformed(Frame frame) implements FromServer {}
}
