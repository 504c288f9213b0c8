package io.caskade.rights.management.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement.Made;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.cards.NetworkCard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds many accounts with their cards in one transaction. */
final class ReceiverSeries {
  private static final int PAGE = 1_000;

  private final Presence presence;
  private final ReceiverWrites writes;
  private final SealedPasswords passwords;
  private final PasswordMaker maker;
  private final InstantSource clock;

  ReceiverSeries(
      Presence presence,
      ReceiverWrites writes,
      SealedPasswords passwords,
      PasswordMaker maker,
      InstantSource clock) {
    this.presence = presence;
    this.writes = writes;
    this.passwords = passwords;
    this.maker = maker;
    this.clock = clock;
  }

  /**
   * @throws CaskadeException RECEIVER_EXISTS, CARD_EXISTS, RECEIVER_INVALID
   */
  List<Made> add(Caller caller, NewReceiverSeries series, SeriesNames names) {
    if (presence.done(caller)) {
      return names.all().stream().map(name -> opened(series.network(), name)).toList();
    }
    requireNew(series.network(), names);
    var serials = new FreeSerials(presence.store(), series.network(), series.firstCard());
    Instant now = clock.instant();
    List<Made> made = new ArrayList<>(series.count());
    List<Card> cards = new ArrayList<>(series.count());
    try {
      for (String name : names.all()) {
        CardSerial serial = serials.take();
        cards.add(
            NetworkCard.active(presence.vault(), series.network(), serial, series.sold(), now));
        made.add(account(series, name, serial));
      }
      writes.addAll(caller, made.stream().map(Made::account).toList(), cards);
    } catch (CaskadeException e) {
      made.forEach(each -> each.password().destroy());
      throw e;
    }
    return made;
  }

  private Made account(NewReceiverSeries series, String name, CardSerial serial) {
    ReceiverPassword password = maker.make();
    return new Made(
        new ReceiverAccount(
            series.network(), name, 1, serial, passwords.seal(password), series.rules(), true),
        password);
  }

  private Made opened(NetworkId network, String name) {
    ReceiverAccount account = writes.show(network, name);
    return new Made(account, passwords.open(account));
  }

  /** Told by name before anything is made; a name of another network is told by the store. */
  private void requireNew(NetworkId network, SeriesNames names) {
    Store store = presence.store();
    Set<String> wanted = new HashSet<>(names.all());
    Optional<String> after = Optional.empty();
    List<ReceiverAccount> page;
    do {
      page =
          store.records(
              ReceiverAccount.class,
              network,
              new RecordFilter(
                  Optional.of(names.beginning()).filter(text -> !text.isEmpty()),
                  Map.of(),
                  after,
                  PAGE));
      for (ReceiverAccount account : page) {
        if (wanted.contains(account.name())) {
          throw new CaskadeException(ErrorCode.RECEIVER_EXISTS, account.name());
        }
        after = Optional.of(account.name());
      }
    } while (page.size() == PAGE);
  }
}
