package io.caskade.lib.cardprotocol.dialect;

import io.caskade.lib.cardprotocol.Atr;
import io.caskade.lib.cardprotocol.StatusWord;
import java.util.Arrays;
import java.util.List;

/**
 * The host's side: what a module or card server sends to a viewing card, and what it reads out of
 * the answers. Holds nothing of a card; one thread at a time.
 *
 * <p>A command that produces data is answered {@code 98 len}; the data is fetched with {@code DD CA
 * 00 00 len}, again while the status behind it is {@code 98 len}.
 *
 * @param <E> what the exchange throws when no answer comes
 */
public final class CardHost<E extends Exception> {
  /** Longest ECM section: {@code 14 len mode section} and P3 are to fit one byte each. */
  public static final int LONGEST_ECM = 252;

  /** Longest EMM section: {@code 12 len section}. */
  public static final int LONGEST_EMM = 253;

  /** Historical bytes by which the cards are known begin so. */
  private static final String HISTORICAL = "0B00";

  private static final int HEADER = 5;

  /** More than any card has to say; a card that goes on is broken. */
  private static final int MOST_READS = 16;

  private static final byte[] NO_DATA = {};

  private final CardExchange<E> exchange;

  public CardHost(CardExchange<E> exchange) {
    this.exchange = exchange;
  }

  /** Whether a card with this answer to reset speaks this command set. */
  public static boolean knows(Atr atr) {
    return atr.historicalBeginsWith(HISTORICAL) && atr.protocols().contains(0);
  }

  /** Version, CA system and maturity. The first command after a reset. */
  public CardType readType() throws E, DialogueException {
    byte[] nanos = ask(CardTag.CARD_TYPE.instruction(), bytes(CardTag.CARD_TYPE.code(), 1, 0x40));
    return parsed(nanos, AnswerParser::cardType);
  }

  /**
   * Tells the card who asks, and reads its addresses. The second command after a reset.
   *
   * @param caSystemId as {@link #readType} told it
   */
  public CardAddresses announce(int caSystemId, HostIdentity host) throws E, DialogueException {
    byte[] data =
        bytes(
            CardTag.HOST.code(), 0x0F, 0x01, 0xB0, 0x0F, 0xFF, 0xFF, 0xFB, 0x00, 0x00, 0x09, 0x04);
    byte[] whole = Arrays.copyOf(data, data.length + 5);
    whole[12] = (byte) (caSystemId >> 8);
    whole[13] = (byte) caSystemId;
    whole[14] = (byte) (host.value() >> 16);
    whole[15] = (byte) (host.value() >> 8);
    whole[16] = (byte) host.value();
    return parsed(ask(CardTag.HOST.instruction(), whole), AnswerParser::addresses);
  }

  /** Packages; empty when the card has none. */
  public List<SubscriptionRecord> subscriptions() throws E, DialogueException {
    byte[] data = bytes(CardTag.SUBSCRIPTIONS.code(), 1, 0);
    return parsed(ask(CardTag.SUBSCRIPTIONS.instruction(), data), AnswerParser::subscriptions);
  }

  /** Events that were bought one by one; empty when the card has none. */
  public List<SubscriptionRecord> events() throws E, DialogueException {
    byte[] data = bytes(CardTag.SUBSCRIPTIONS.code(), 1, 1);
    return parsed(ask(CardTag.CARD_TYPE.instruction(), data), AnswerParser::events);
  }

  /** Serial number, 0..0xFFFFFFFF. */
  public long serial() throws E, DialogueException {
    byte[] nanos = ask(CardTag.SERIAL.instruction(), bytes(CardTag.SERIAL.code(), 0));
    return parsed(nanos, AnswerParser::serial);
  }

  /**
   * Has an ECM opened.
   *
   * @param section table 80 or 81, at most {@link #LONGEST_ECM} bytes
   * @throws DialogueException TOO_LONG before anything is sent, or what was wrong with the answer
   */
  public EcmAnswer ecm(byte[] section) throws E, DialogueException {
    requireFits("ECM section", section, LONGEST_ECM);
    byte[] data = new byte[section.length + 3];
    data[0] = (byte) CardTag.ECM.code();
    data[1] = (byte) (section.length + 1);
    System.arraycopy(section, 0, data, 3, section.length);
    byte[] nanos = ask(CardTag.ECM.instruction(), data);
    try {
      return parsed(nanos, EcmAnswer::parse);
    } finally {
      Arrays.fill(nanos, (byte) 0);
    }
  }

  /**
   * Hands an EMM to the card.
   *
   * @param section table 82, at most {@link #LONGEST_EMM} bytes
   * @throws DialogueException TOO_LONG before anything is sent, or what was wrong with the answer
   */
  public void emm(byte[] section) throws E, DialogueException {
    requireFits("EMM section", section, LONGEST_EMM);
    byte[] data = new byte[section.length + 2];
    data[0] = (byte) CardTag.EMM.code();
    data[1] = (byte) section.length;
    System.arraycopy(section, 0, data, 2, section.length);
    ask(CardTag.EMM.instruction(), data);
  }

  /**
   * Sets what the card opens without PIN.
   *
   * @param maturity 0..255
   * @return false when the PIN was wrong
   */
  public boolean setMaturity(CardPin pin, int maturity) throws E, DialogueException {
    byte[] data = pinned(CardTag.MATURITY, 1, pin, 2);
    data[6] = (byte) maturity;
    return askWithPin(data);
  }

  /**
   * Exchanges the PIN for another.
   *
   * @return false when the old PIN was wrong
   */
  public boolean changePin(CardPin old, CardPin fresh) throws E, DialogueException {
    byte[] data = pinned(CardTag.CHANGE_PIN, CardPin.LENGTH, old, 2);
    fresh.copyTo(data, 2 + CardPin.LENGTH);
    return askWithPin(data);
  }

  /**
   * Opens what the maturity keeps closed, for an ECM that is sent again.
   *
   * @return false when the PIN was wrong
   */
  public boolean presentPin(CardPin pin) throws E, DialogueException {
    byte[] data = pinned(CardTag.PIN, 1, pin, 3);
    data[2] = 1;
    return askWithPin(data);
  }

  /** Tag, length, room of {@code more} bytes beside the PIN, the PIN at {@code place}. */
  private static byte[] pinned(CardTag tag, int more, CardPin pin, int place) {
    byte[] data = new byte[2 + CardPin.LENGTH + more];
    data[0] = (byte) tag.code();
    data[1] = (byte) (CardPin.LENGTH + more);
    pin.copyTo(data, place);
    return data;
  }

  private boolean askWithPin(byte[] data) throws E, DialogueException {
    byte[] answer = send(CardTag.PIN.instruction(), data);
    StatusWord status = statusAlone(answer);
    if (status.equals(StatusWord.WRONG_PIN)) {
      return false;
    }
    requireDone(status);
    return true;
  }

  /** Sends a command and fetches all that it makes wait; the caller wipes it. */
  private byte[] ask(int instruction, byte[] data) throws E, DialogueException {
    StatusWord status = statusAlone(send(instruction, data));
    byte[] all = NO_DATA;
    for (int reads = 0; status.sw1() == 0x98; reads++) {
      if (reads == MOST_READS || status.waiting() == 0) {
        throw new DialogueException(DialogueFault.STATUS, status.toString());
      }
      byte[] answer = read(status.waiting());
      status = statusOf(answer);
      byte[] longer = Arrays.copyOf(all, all.length + answer.length - 2);
      System.arraycopy(answer, 0, longer, all.length, answer.length - 2);
      Arrays.fill(all, (byte) 0);
      Arrays.fill(answer, (byte) 0);
      all = longer;
    }
    requireDone(status);
    return all;
  }

  private byte[] read(int length) throws E, DialogueException {
    byte[] answer =
        exchange.exchange(
            new byte[] {(byte) CardTag.CLASS, (byte) CardTag.READ, 0, 0, (byte) length});
    StatusWord status = statusOf(answer);
    if (answer.length != length + 2) {
      if (answer.length == 2) {
        throw new DialogueException(DialogueFault.STATUS, status.toString());
      }
      throw new DialogueException(
          DialogueFault.ANSWER, (answer.length - 2) + " bytes where " + length + " waited");
    }
    return answer;
  }

  /** The data is wiped with the command: a PIN or an ECM stands in it. */
  private byte[] send(int instruction, byte[] data) throws E {
    byte[] command = new byte[HEADER + data.length];
    command[0] = (byte) CardTag.CLASS;
    command[1] = (byte) instruction;
    command[4] = (byte) data.length;
    System.arraycopy(data, 0, command, HEADER, data.length);
    Arrays.fill(data, (byte) 0);
    try {
      return exchange.exchange(command);
    } finally {
      Arrays.fill(command, (byte) 0);
    }
  }

  private static StatusWord statusAlone(byte[] answer) throws DialogueException {
    StatusWord status = statusOf(answer);
    if (answer.length > 2) {
      throw new DialogueException(
          DialogueFault.ANSWER, (answer.length - 2) + " bytes where only a status is due");
    }
    return status;
  }

  private static StatusWord statusOf(byte[] answer) throws DialogueException {
    if (answer.length < 2) {
      throw new DialogueException(DialogueFault.ANSWER, "no status");
    }
    return StatusWord.of(answer);
  }

  private static void requireDone(StatusWord status) throws DialogueException {
    if (!status.equals(StatusWord.DONE)) {
      throw new DialogueException(DialogueFault.STATUS, status.toString());
    }
  }

  private static void requireFits(String what, byte[] section, int longest)
      throws DialogueException {
    if (section.length > longest) {
      throw new DialogueException(DialogueFault.TOO_LONG, what, section.length, longest);
    }
  }

  private interface Parser<T> {
    T parse(byte[] nanos) throws NanoException;
  }

  private static <T> T parsed(byte[] nanos, Parser<T> parser) throws DialogueException {
    try {
      return parser.parse(nanos);
    } catch (NanoException e) {
      throw new DialogueException(DialogueFault.ANSWER, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
