package io.caskade.lib.cardprotocol.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the answers of cards; pure. Unknown nanos are passed over. */
final class AnswerParser {
  /** The provider's two bytes stand before a record's nanos; in an event one more before them. */
  private static final int SUBSCRIPTION_HEAD = 2;

  private static final int EVENT_HEAD = 3;

  private AnswerParser() {}

  /** {@code 20 n v .. 28 02 hi lo .. 30 01 m 23 01 n}. */
  static CardType cardType(byte[] nanos) throws NanoException {
    OptionalInt version = OptionalInt.empty();
    OptionalInt caSystemId = OptionalInt.empty();
    OptionalInt maturity = OptionalInt.empty();
    OptionalInt addresses = OptionalInt.empty();
    NanoReader reader = new NanoReader(nanos);
    while (reader.next()) {
      switch (reader.tag()) {
        case CardNano.VERSION -> version = OptionalInt.of(reader.at(0));
        case CardNano.CA_SYSTEM -> caSystemId = OptionalInt.of((int) reader.number(0, 2));
        case CardNano.MATURITY -> maturity = OptionalInt.of(reader.at(0));
        case CardNano.ADDRESS -> addresses = OptionalInt.of(reader.at(0));
        default -> {}
      }
    }
    if (version.isEmpty() || caSystemId.isEmpty()) {
      throw new NanoException("the card tells no version or CA system");
    }
    return new CardType(version.getAsInt(), caSystemId.getAsInt(), maturity, addresses);
  }

  /** {@code 22 len, 09 .., 23 07 00 00 00 serial(4), 23 07 00 00 00 00 shared(3), ..}. */
  static CardAddresses addresses(byte[] nanos) throws NanoException {
    NanoReader outer = new NanoReader(nanos);
    if (!outer.next() || outer.tag() != CardNano.ADDRESSES) {
      throw new NanoException("the card tells no addresses");
    }
    long serial = -1;
    List<Integer> shared = new ArrayList<>();
    NanoReader inner = outer.inside(0);
    while (inner.next()) {
      if (inner.tag() != CardNano.ADDRESS) {
        continue;
      }
      if (inner.at(3) != 0) {
        serial = inner.number(3, 4);
      } else {
        shared.add((int) inner.number(4, 3));
      }
    }
    if (serial < 0) {
      throw new NanoException("the card tells no serial number");
    }
    return new CardAddresses(serial, shared);
  }

  static long serial(byte[] nanos) throws NanoException {
    NanoReader reader = new NanoReader(nanos);
    while (reader.next()) {
      if (reader.tag() == CardNano.SERIAL) {
        return reader.number(0, 4);
      }
    }
    throw new NanoException("the card tells no serial number");
  }

  static List<SubscriptionRecord> subscriptions(byte[] records) throws NanoException {
    return records(records, SUBSCRIPTION_HEAD);
  }

  static List<SubscriptionRecord> events(byte[] records) throws NanoException {
    return records(records, EVENT_HEAD);
  }

  private static List<SubscriptionRecord> records(byte[] records, int head) throws NanoException {
    List<SubscriptionRecord> found = new ArrayList<>();
    NanoReader outer = new NanoReader(records);
    while (outer.next()) {
      int provider = (int) outer.number(head - 2, 2);
      found.add(new RecordParser(provider).parse(outer.inside(head)));
    }
    return found;
  }

  /** The first date begins an entry, the second ends it, a third begins another one. */
  private static final class RecordParser {
    private final int provider;
    private final List<SubscriptionRecord.Entry> entries = new ArrayList<>();
    private String name = "";
    private CardDate from = CardDate.NONE;
    private CardDate to = CardDate.NONE;
    private int dates;
    private int classes;

    RecordParser(int provider) {
      this.provider = provider;
    }

    SubscriptionRecord parse(NanoReader reader) throws NanoException {
      while (reader.next()) {
        switch (reader.tag()) {
          case CardNano.NAME ->
              name = new String(reader.copy(0, reader.length()), StandardCharsets.ISO_8859_1);
          case CardNano.DATE -> date(new CardDate((int) reader.number(0, 2)));
          case CardNano.CLASSES, CardNano.EVENT_CLASSES -> classes = (int) reader.number(0, 4);
          default -> {}
        }
      }
      finishEntry();
      return new SubscriptionRecord(provider, name, entries);
    }

    private void date(CardDate date) {
      if (dates == 2) {
        finishEntry();
      }
      dates++;
      if (dates == 1) {
        from = date;
      } else {
        to = date;
      }
    }

    private void finishEntry() {
      if (dates > 0) {
        entries.add(new SubscriptionRecord.Entry(from, to, classes));
      }
      dates = 0;
      classes = 0;
      from = CardDate.NONE;
      to = CardDate.NONE;
    }
  }
}
