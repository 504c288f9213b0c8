package io.caskade.cards.virtual.card;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.KeyedCipher;
import io.caskade.lib.cardprotocol.CardProgram;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A viewing card in software: the commands of tvcas3, 6.2 to 6.6. Like the original it goes by the
 * tag, the first byte of data, and not by INS; unlike it, it takes the data of a command whole, so
 * a wrong PIN brings no dialogue out of step, and what a command left behind is never sent.
 *
 * <pre>
 *  DD INS P1 P2 P3 | tag ...        status 9000, 9017 or 98 nn
 *  DD CA  00 00 nn                  nn bytes and 9000
 * </pre>
 */
public final class VirtualCard implements CardProgram, AutoCloseable {
  private static final Octets ANSWER_TO_RESET = Octets.parseHex("3B240030423030");
  private static final int CLA = 0xDD;
  private static final int FETCH = 0xCA;
  private static final int NOTHING = 0x99;
  private static final int SELF_TEST = 0x11;
  private static final String SELF_TEST_KEY = "7E33A278B3617A309B18222F372A2319";
  private static final String SELF_TEST_BLOCK = "45904C4AD8465499";
  private static final int SELF_TEST_AT = 16;
  private static final int HEADER = 5;
  private static final int HOST_AT = 14;
  private static final int HOST_LENGTH = 17;
  private static final int BYTE = 0xFF;
  private static final byte[] NONE = {};

  private final CardConfig config;
  private final CardMode mode;
  private final CardMemory memory;
  private final EcmDesk ecms;
  private final EmmDesk emms;
  private final Ciphers ciphers;

  private int host;
  private int caIdLow;
  private Octets sharedAddress;
  private byte[] waiting = NONE;
  private EmmOutcome lastEmm = EmmOutcome.MALFORMED;

  /**
   * A card with power, not yet reset.
   *
   * @param config destroyed with the card
   * @param state as it was kept, or {@link CardState#fresh}
   * @param unsaved is told each time the state could not be kept; the card goes on
   */
  public VirtualCard(
      CardConfig config,
      CardState state,
      CardTerms terms,
      Ciphers ciphers,
      CardStore store,
      Consumer<IOException> unsaved) {
    this.config = config;
    this.ciphers = ciphers;
    mode = terms.mode();
    memory = new CardMemory(state, terms, store, unsaved);
    ecms = new EcmDesk(config.ecmKey(), ciphers, mode, memory);
    emms = new EmmDesk(config.serial(), config.cardKey(), ciphers, mode, memory);
    caIdLow = config.caIdLow();
    sharedAddress = config.sharedAddress();
  }

  public CardSerial serial() {
    return config.serial();
  }

  /** What became of the last EMM. */
  public EmmOutcome lastEmm() {
    return lastEmm;
  }

  /** What would be kept now. */
  public CardState state() {
    return memory.state();
  }

  @Override
  public byte[] reset() {
    host = 0;
    caIdLow = config.caIdLow();
    sharedAddress = config.sharedAddress();
    forget();
    return ANSWER_TO_RESET.toByteArray();
  }

  @Override
  public boolean sends(int cla, int ins) {
    return cla == CLA && ins == FETCH;
  }

  @Override
  public byte[] command(byte[] command) {
    if (command.length < HEADER || (command[0] & BYTE) != CLA) {
      return done();
    }
    return switch (command[1] & BYTE) {
      case FETCH -> fetch(command[4] & BYTE);
      case NOTHING -> done();
      case SELF_TEST -> selfTest();
      default -> command.length == HEADER ? done() : byTag(command);
    };
  }

  private byte[] fetch(int most) {
    int length = Math.min(most, waiting.length);
    byte[] answer = Arrays.copyOf(waiting, length + 2);
    answer[length] = (byte) 0x90;
    answer[length + 1] = 0;
    return answer;
  }

  /** Triple DES on a built-in key and block (tvcas3, 6.5). */
  private byte[] selfTest() {
    byte[] answer = new byte[SELF_TEST_AT + SELF_TEST_BLOCK.length() / 2];
    byte[] block = HexFormat.of().parseHex(SELF_TEST_BLOCK);
    System.arraycopy(block, 0, answer, SELF_TEST_AT, block.length);
    CardKey key = new CardKey(HexFormat.of().parseHex(SELF_TEST_KEY));
    try (KeyedCipher cipher = ciphers.tripleDes(key, 0)) {
      cipher.encrypt(answer, SELF_TEST_AT, block.length);
    }
    forget();
    waiting = answer;
    return done();
  }

  private byte[] byTag(byte[] command) {
    return switch (command[HEADER] & BYTE) {
      case 0x10 -> wait(CardAnswers.cardType(caIdLow, memory.maturity));
      case 0x11 -> announced(command);
      case 0x1C -> data(command, 2) == 0 ? wait(subscription()) : done();
      case 0x66 -> wait(CardAnswers.serial(config.serial()));
      case 0x14 -> wait(ecms.open(command, HEADER + 3, host));
      case 0x12 -> emm(command);
      case 0x1F -> maturity(command);
      case 0x1E -> newPin(command);
      default -> done();
    };
  }

  /** A byte of data, or -1 when the command is shorter. */
  private static int data(byte[] command, int at) {
    return command.length > HEADER + at ? command[HEADER + at] & BYTE : -1;
  }

  /** The host says who it is; a shorter message leaves the former identity. */
  private byte[] announced(byte[] command) {
    if (command.length < HEADER + HOST_LENGTH) {
      return done();
    }
    host =
        data(command, HOST_AT) << 16 | data(command, HOST_AT + 1) << 8 | data(command, HOST_AT + 2);
    return wait(CardAnswers.addresses(caIdLow, host, config.serial(), sharedAddress));
  }

  private byte[] subscription() {
    boolean blocked = mode == CardMode.PROMISED ? memory.limit.blocked() : memory.counter.blocked();
    return CardAnswers.subscription(config.name(), memory.entitlement, blocked, memory.counts);
  }

  private byte[] emm(byte[] command) {
    int section = HEADER + 2;
    lastEmm = emms.take(command, section, host);
    if (mode == CardMode.COMPATIBILITY && EmmDesk.isSection(command, section)) {
      // The old firmware reads the address into where its own stands.
      int address = section + EmmDesk.ADDRESS;
      caIdLow = command[address] & BYTE;
      sharedAddress = Octets.of(command, address + 1, Integer.BYTES - 1);
    }
    return done();
  }

  private byte[] maturity(byte[] command) {
    int value = data(command, 2 + CardPin.LENGTH);
    if (value < 0 || !pinIsRight(command)) {
      return wrongPin();
    }
    memory.maturity = value;
    memory.save();
    return done();
  }

  private byte[] newPin(byte[] command) {
    int last = HEADER + 2 + 2 * CardPin.LENGTH;
    if (command.length < last || !pinIsRight(command)) {
      return wrongPin();
    }
    CardPin former = memory.pin;
    memory.pin = pin(command, last - CardPin.LENGTH);
    former.destroy();
    memory.save();
    return done();
  }

  private boolean pinIsRight(byte[] command) {
    CardPin given = pin(command, HEADER + 2);
    try {
      return given.equals(memory.pin);
    } finally {
      given.destroy();
    }
  }

  private static CardPin pin(byte[] command, int at) {
    byte[] bytes = Arrays.copyOfRange(command, at, at + CardPin.LENGTH);
    try {
      return new CardPin(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Keeps an answer to be fetched, as often as the host likes. */
  private byte[] wait(byte[] answer) {
    forget();
    waiting = answer;
    return status(0x98, answer.length);
  }

  private void forget() {
    Arrays.fill(waiting, (byte) 0);
    waiting = NONE;
  }

  private static byte[] done() {
    return status(0x90, 0);
  }

  private static byte[] wrongPin() {
    return status(0x90, 0x17);
  }

  private static byte[] status(int first, int second) {
    return new byte[] {(byte) first, (byte) second};
  }

  /** Takes the card's power: keeps its state and forgets its keys. */
  @Override
  public void close() {
    memory.save();
    forget();
    ecms.close();
    emms.close();
    memory.pin.destroy();
    config.destroy();
  }
}
