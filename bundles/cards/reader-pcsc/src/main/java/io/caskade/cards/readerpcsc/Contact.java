package io.caskade.cards.readerpcsc;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals.State;
import javax.smartcardio.CommandAPDU;
import org.jspecify.annotations.Nullable;

/** A session of the PC/SC service with one card. Confined to the thread of {@link NativeCalls}. */
final class Contact {
  private final String reader;
  private final PcscStack stack;
  private final String wanted;
  private final String protocol;
  private PcscStack.@Nullable Session session;
  private @Nullable CardTerminal terminal;
  private @Nullable Card card;

  /**
   * @param wanted name of the terminal, with * for any characters
   */
  Contact(String reader, PcscStack stack, String wanted, String protocol) {
    this.reader = reader;
    this.stack = stack;
    this.wanted = wanted;
    this.protocol = protocol;
  }

  /**
   * Finds the terminal and gives the card in it power.
   *
   * @return the answer to reset
   */
  Octets open() throws CardException {
    PcscStack.Session opened = stack.open();
    session = opened;
    CardTerminal found = find(opened.terminals(State.ALL));
    terminal = found;
    if (!present()) {
      throw new CaskadeException(ErrorCode.CARD_ABSENT, reader);
    }
    return connect(found);
  }

  private CardTerminal find(List<CardTerminal> all) {
    Pattern pattern = Pattern.compile(quoted(wanted));
    return all.stream()
        .filter(one -> pattern.matcher(one.getName()).matches())
        .findFirst()
        .orElseThrow(
            () ->
                new CaskadeException(
                    ErrorCode.READER_GONE,
                    reader,
                    "PC/SC has no \"%s\" but %s".formatted(wanted, names(all))));
  }

  private static String names(List<CardTerminal> all) {
    return all.isEmpty()
        ? "no reader at all"
        : all.stream().map(one -> '"' + one.getName() + '"').collect(Collectors.joining(", "));
  }

  private static String quoted(String wildcard) {
    return Pattern.quote(wildcard).replace("*", "\\E.*\\Q");
  }

  private Octets connect(CardTerminal to) throws CardException {
    Card connected = to.connect(protocol);
    card = connected;
    return Octets.of(connected.getATR().getBytes());
  }

  /**
   * Resets the card.
   *
   * @return the answer to reset
   */
  Octets reset() throws CardException {
    requireNonNull(card).disconnect(true);
    return connect(requireNonNull(terminal));
  }

  /** Sends a command as it is: a status of 98 xx comes back like any other. */
  byte[] transmit(byte[] command) throws CardException {
    return requireNonNull(card).getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
  }

  /** Whether a card is in the terminal, without asking the card. */
  boolean present() throws CardException {
    String name = requireNonNull(terminal).getName();
    return requireNonNull(session).terminals(State.CARD_PRESENT).stream()
        .anyMatch(one -> one.getName().equals(name));
  }

  /** Lets card and session go. */
  Octets release() throws CardException {
    try {
      if (card != null) {
        card.disconnect(true);
      }
    } finally {
      if (session != null) {
        session.close();
      }
    }
    return Octets.empty();
  }
}
