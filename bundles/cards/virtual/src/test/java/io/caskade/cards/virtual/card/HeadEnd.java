package io.caskade.cards.virtual.card;

import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyedCipher;
import io.caskade.keys.crypto.BlockCiphers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The operator of a card: makes the ECMs and EMMs of tvcas3, chapters 2 and 3, for its keys. */
public final class HeadEnd {
  /** CONFIG file of the published dialogues. */
  public static final String BIN =
      "7D2B75040005CD8B54564341532E434F4D2020202020205E9306445EBA92CC000000016C046C05000100"
          + "2F41A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D"
          + "94A065685D64C4980BB8D4544A8721A9";

  /** First second in which the card of {@link #BIN} opens. */
  public static final long OPENS = 1_586_693_701L;

  /** Second before its finish. */
  public static final long LAST = 1_589_285_579L;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int SERIAL = 0x7D2B7504;
  private static final int CLEAR = 48;

  private HeadEnd() {}

  public static byte[] bin() {
    return HEX.parseHex(BIN);
  }

  public static CardConfig config() {
    try {
      return CardConfig.parse(bin());
    } catch (CardFormatException e) {
      throw new AssertionError(e);
    }
  }

  /** A card without a file, with these terms. */
  public static VirtualCard card(CardTerms terms) {
    return card(terms, CardState.fresh(config()), CardStore.NONE);
  }

  public static VirtualCard card(CardTerms terms, CardState state, CardStore store) {
    VirtualCard card =
        new VirtualCard(config(), state, terms, new BlockCiphers(), store, HeadEnd::mustNotFail);
    card.reset();
    return card;
  }

  private static void mustNotFail(IOException e) {
    throw new AssertionError(e);
  }

  public static byte[] hex(String text) {
    return HEX.parseHex(text);
  }

  public static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  /** A command in hexadecimal, its answer too. */
  public static String ask(VirtualCard card, String command) {
    return hex(card.command(hex(command)));
  }

  /** Whether an ECM is opened: the A2 and the CA of a host. */
  public static boolean opens(VirtualCard card, byte[] section) {
    byte[] status = card.command(ecmCommand(section));
    byte[] answer = card.command(new byte[] {(byte) 0xDD, (byte) 0xCA, 0, 0, status[1]});
    return answer.length == 36;
  }

  /** The A2 of a host. */
  public static byte[] ecmCommand(byte[] section) {
    return command(0xA2, new byte[] {0x14, (byte) (section.length + 1), 0}, section);
  }

  /** The 84 of a host. */
  public static byte[] emmCommand(byte[] section) {
    return command(0x84, new byte[] {0x12, (byte) section.length}, section);
  }

  private static byte[] command(int ins, byte[] head, byte[] section) {
    return ByteBuffer.allocate(5 + head.length + section.length)
        .put((byte) 0xDD)
        .put((byte) ins)
        .putShort((short) 0)
        .put((byte) (head.length + section.length))
        .put(head)
        .put(section)
        .array();
  }

  /**
   * An ECM of a service.
   *
   * @param service begins its control words
   * @param number of its crypto period
   */
  public static byte[] ecm(long time, int service, int number, int products) {
    boolean odd = (number & 1) == 1;
    ByteBuffer clear = ByteBuffer.allocate(CLEAR);
    clear.putInt((int) time);
    clear.putLong(word(service, odd ? number : number + 1));
    clear.putLong(word(service, odd ? number + 1 : number));
    clear.putInt(products);
    return sealedEcm(odd, clear.array());
  }

  private static long word(int service, int number) {
    return (long) service << 32 | number & 0xFFFF_FFFFL;
  }

  /** An ECM with any text; its last byte becomes the right sum. */
  public static byte[] sealedEcm(boolean odd, byte[] clear) {
    seal(clear, CLEAR - 1);
    return ecmOf(odd, clear);
  }

  /** An ECM of 48 bytes as they are. */
  public static byte[] ecmOf(boolean odd, byte[] clear) {
    byte[] section =
        ByteBuffer.allocate(55)
            .put((byte) (odd ? 0x81 : 0x80))
            .put(hex("703470326421"))
            .put(clear)
            .array();
    EcmKey key = new EcmKey(Arrays.copyOfRange(bin(), 42, 74));
    try (KeyedCipher cipher = new BlockCiphers().tripleDes(key, odd ? 16 : 0)) {
      cipher.encrypt(section, 7, CLEAR);
    }
    return section;
  }

  /** Clear text of an EMM for the card: right in both sums. */
  public static byte[] emmText(int products, boolean paired, int reserve, int padding) {
    ByteBuffer clear = ByteBuffer.allocate(CLEAR);
    clear.putInt(SERIAL).putInt(products).putInt((int) OPENS - 1).putInt((int) LAST + 2);
    clear.put(hex("6C046C05")).put((byte) (paired ? 1 : 0)).put((byte) 1).put((byte) reserve);
    seal(clear.array(), 23);
    Arrays.fill(clear.array(), 24, CLEAR, (byte) padding);
    seal(clear.array(), CLEAR - 1);
    return clear.array();
  }

  /** An EMM section of 48 bytes as they are. */
  public static byte[] emmOf(byte[] clear) {
    byte[] section =
        ByteBuffer.allocate(62).put(hex("82703B0000007D2B750470326410")).put(clear).array();
    CardKey key = new CardKey(Arrays.copyOfRange(bin(), 74, 90));
    try (KeyedCipher cipher = new BlockCiphers().tripleDes(key, 0)) {
      cipher.encrypt(section, 14, CLEAR);
    }
    return section;
  }

  private static void seal(byte[] clear, int at) {
    int sum = 0;
    for (int i = 0; i < at; i++) {
      sum += clear[i];
    }
    clear[at] = (byte) sum;
  }
}
