package io.caskade.tools.bench;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.keys.EcmKey;
import io.caskade.cards.virtual.card.CardConfig;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.CardStore;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.VirtualCard;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.cardprotocol.CardProgram;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A virtual card with keys of chance, and the ECMs of two services that it opens. */
final class CardEcms {
  private static final int ECMS = 20_000;
  private static final int KEYS = 48;
  private static final int ECM_KEY = 32;
  private static final int KEYS_AT = 42;
  private static final int START_AT = 23;
  private static final int SERIAL = 0x7D2B7504;
  private static final int PERIOD_SECONDS = 10;
  private static final long FIRST_TIME = 1_700_000_000L;
  private static final int CP_MASK = 0xFFFF;
  private static final byte[] FETCH = {(byte) 0xDD, (byte) 0xCA, 0, 0, 34};
  private static final int OPENED = 36;

  private final byte[] config = new byte[CardConfig.LENGTH];
  private final List<byte[]> commands = new ArrayList<>();

  CardEcms() {
    var random = new SplittableRandom(4);
    byte[] keys = new byte[KEYS];
    random.nextBytes(keys);
    System.arraycopy(keys, 0, config, KEYS_AT, KEYS);
    // From the beginning of time to its end, all packages.
    ByteBuffer.wrap(config).putInt(0, SERIAL).putInt(START_AT, 0).putInt(START_AT + 4, -1);
    ByteBuffer.wrap(config).putInt(START_AT + 8, -1);
    try (EcmWorker worker =
        new Tvcas3Profile(new BlockCiphers())
            .ecmWorker(new EcmKey(Arrays.copyOf(keys, ECM_KEY)), random)) {
      for (int i = 0; i < ECMS; i++) {
        commands.add(command(worker, i & 1, i >> 1));
      }
    }
  }

  private static byte[] command(EcmWorker worker, int service, int period) {
    byte[] section =
        worker
            .ecm(
                new EcmInput(
                    period & CP_MASK,
                    List.of(word(service, period), word(service, period + 1)),
                    new ProductMask(1).toAccessCriteria(),
                    FIRST_TIME + (long) PERIOD_SECONDS * period))
            .section()
            .toByteArray();
    return ByteBuffer.allocate(8 + section.length)
        .put(new byte[] {(byte) 0xDD, (byte) 0xA2, 0, 0, (byte) (3 + section.length)})
        .put(new byte[] {0x14, (byte) (1 + section.length), 0})
        .put(section)
        .array();
  }

  private static CryptoPeriodWord word(int service, int period) {
    byte[] bytes = ByteBuffer.allocate(8).putInt(service + 1).putInt(period).array();
    return new CryptoPeriodWord(period & CP_MASK, new ControlWord(bytes));
  }

  VirtualCard card(CardTerms terms) {
    try {
      CardConfig parsed = CardConfig.parse(config);
      return new VirtualCard(
          parsed,
          CardState.fresh(parsed),
          terms,
          new BlockCiphers(),
          CardStore.NONE,
          e -> {
            throw new IllegalStateException(e);
          });
    } catch (CardFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The A2 of the next ECM. */
  byte[] command(long turn) {
    return commands.get((int) (turn % ECMS));
  }

  /** The CA behind an ECM that was opened. */
  static byte[] fetch() {
    return FETCH.clone();
  }

  /** One ECM through the card's commands. */
  void open(CardProgram card, long turn) {
    card.command(command(turn));
    if (card.command(FETCH).length != OPENED) {
      throw new IllegalStateException("the card refused ECM " + turn);
    }
  }
}
