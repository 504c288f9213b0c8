package io.caskade.cards.readers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.CardSheet.Counters;
import io.caskade.api.cards.CardSheet.Subscription;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.cards.EcmTrial.Outcome;
import io.caskade.api.ecm.ControlWord;
import io.caskade.lib.cardprotocol.dialect.CardAddresses;
import io.caskade.lib.cardprotocol.dialect.CardHost;
import io.caskade.lib.cardprotocol.dialect.CardType;
import io.caskade.lib.cardprotocol.dialect.DialogueException;
import io.caskade.lib.cardprotocol.dialect.EcmAnswer;
import io.caskade.lib.cardprotocol.dialect.HostIdentity;
import io.caskade.lib.cardprotocol.dialect.SubscriptionRecord;
import io.caskade.lib.cardprotocol.dialect.SubscriptionRecord.Entry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What is said to a card during one job, in the words of the head-end. Confined to the reader's
 * thread.
 */
final class CardTalk {
  private static final String BLOCKED = "CARD BLOCKED";
  private static final char PAIRED = '+';
  private static final int NAME = 15;

  private final String reader;
  private final WatchedCard card;
  private final CardHost<CaskadeException> host;

  CardTalk(String reader, WatchedCard card) {
    this.reader = reader;
    this.card = card;
    this.host = new CardHost<>(this::exchange);
  }

  private byte[] exchange(byte[] command) {
    CardCommand sent = new CardCommand(command);
    CardAnswer answer = card.exchange(sent);
    byte[] bytes = new byte[answer.length()];
    answer.copyTo(bytes, 0);
    sent.destroy();
    answer.destroy();
    return bytes;
  }

  /** All that the card tells; changes nothing that it keeps. */
  CardSheet sheet() {
    try {
      CardType type = host.readType();
      CardAddresses addresses = host.announce(type.caSystemId(), HostIdentity.CARD_SERVER);
      return sheet(type, addresses, host.subscriptions());
    } catch (DialogueException e) {
      throw refusal(e);
    }
  }

  private CardSheet sheet(CardType type, CardAddresses told, List<SubscriptionRecord> records) {
    return new CardSheet(
        card.answerToReset(),
        new CardSerial(told.serial()),
        type.caSystemId(),
        type.version(),
        type.maturity().orElse(0),
        told.shared().stream().findFirst().map(CardTalk::threeBytes).orElse(Octets.empty()),
        records.stream().flatMap(record -> subscriptions(record).stream()).toList(),
        records.stream().anyMatch(CardTalk::isPaired),
        records.stream().anyMatch(record -> record.name().startsWith(BLOCKED)),
        records.stream().flatMap(record -> counters(record).stream()).findFirst());
  }

  private static Octets threeBytes(int address) {
    return Octets.of(new byte[] {(byte) (address >> 16), (byte) (address >> 8), (byte) address});
  }

  /** The last of the fifteen characters tells (tvcas3, chapter 5). */
  private static boolean isPaired(SubscriptionRecord record) {
    return record.name().length() == NAME && record.name().charAt(NAME - 1) == PAIRED;
  }

  private static List<Subscription> subscriptions(SubscriptionRecord record) {
    String shown = isPaired(record) ? record.name().substring(0, NAME - 1) : record.name();
    int count = counters(record).isPresent() ? 1 : record.entries().size();
    return record.entries().stream()
        .limit(count)
        .map(
            entry ->
                new Subscription(
                    shown.stripTrailing(),
                    entry.from().day(),
                    entry.to().day(),
                    new ProductMask(entry.classes())))
        .toList();
  }

  /** A second entry of the same days has counters where products are expected (chapter 6.4). */
  private static Optional<Counters> counters(SubscriptionRecord record) {
    List<Entry> entries = record.entries();
    if (entries.size() != 2
        || !entries.get(0).from().equals(entries.get(1).from())
        || !entries.get(0).to().equals(entries.get(1).to())) {
      return Optional.empty();
    }
    int diagnosis = entries.get(1).classes();
    return Optional.of(new Counters(diagnosis >>> 24, diagnosis & 0xFF));
  }

  /** What a card wants to hear before its first ECM. */
  void begin() {
    try {
      host.announce(host.readType().caSystemId(), HostIdentity.CARD_SERVER);
    } catch (DialogueException e) {
      throw refusal(e);
    }
  }

  /** Has an ECM opened that these words are in. */
  EcmTrial open(Octets section, Words words) {
    long began = System.nanoTime();
    try {
      EcmAnswer answer = host.ecm(section.toByteArray());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      return new EcmTrial(outcome(answer, words), took);
    } catch (DialogueException e) {
      throw refusal(e);
    }
  }

  private static Outcome outcome(EcmAnswer answer, Words words) {
    if (!answer.opened()) {
      return Outcome.REFUSED;
    }
    ControlWord odd = word(answer::copyOddTo);
    ControlWord even = word(answer::copyEvenTo);
    boolean right = words.are(odd, even);
    odd.destroy();
    even.destroy();
    answer.destroy();
    return right ? Outcome.OPENED : Outcome.WRONG_WORDS;
  }

  private static ControlWord word(BiConsumer<byte[], Integer> copy) {
    byte[] bytes = new byte[EcmAnswer.WORD];
    copy.accept(bytes, 0);
    var word = new ControlWord(bytes);
    Arrays.fill(bytes, (byte) 0);
    return word;
  }

  private CaskadeException refusal(DialogueException e) {
    return switch (e.fault()) {
      case STATUS -> new CaskadeException(ErrorCode.CARD_STATUS, reader, e.arguments().get(0));
      case ANSWER ->
          new CaskadeException(ErrorCode.CARD_ANSWER_INVALID, reader, e.arguments().get(0));
      case TOO_LONG -> new CaskadeException(ErrorCode.COMMAND_TOO_LONG, e.arguments().toArray());
    };
  }
}
