package io.caskade.receivers.files;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Accounts and cards in memory, behind the seams of management. */
public final class PlayedManagement implements ReceiverManagement {
  public static final Caller CALLER = Caller.administrator("ann", "test");

  public final TreeMap<String, ReceiverAccount> accounts = new TreeMap<>();
  public final List<NewReceiverAccount> wanted = new ArrayList<>();
  public final TreeMap<String, String> passwords = new TreeMap<>();
  public final TreeSet<CardSerial> cards = new TreeSet<>();
  public final List<String> shown = new ArrayList<>();

  /** What happens to an account before it is added: a test makes somebody else act, or refuses. */
  public UnaryOperator<NewReceiverAccount> before = account -> account;

  @Override
  public List<ReceiverAccount> list(Caller caller, NetworkId network, RecordFilter filter) {
    return accounts.tailMap(filter.after().orElse(""), false).values().stream()
        .filter(account -> account.network().equals(network))
        .limit(filter.limit())
        .toList();
  }

  @Override
  public ReceiverAccount show(Caller caller, NetworkId network, String name) {
    ReceiverAccount account = accounts.get(name);
    if (account == null) {
      throw new CaskadeException(ErrorCode.RECEIVER_UNKNOWN, name);
    }
    return account;
  }

  @Override
  public Optional<ReceiverAccount> of(Caller caller, NetworkId network, CardSerial card) {
    return accounts.values().stream().filter(each -> each.card().equals(card)).findFirst();
  }

  @Override
  public Made add(Caller caller, NewReceiverAccount given) {
    NewReceiverAccount account = before.apply(given);
    if (accounts.containsKey(account.name())) {
      throw new CaskadeException(ErrorCode.RECEIVER_EXISTS, account.name());
    }
    if (!cards.add(account.card())) {
      throw new CaskadeException(ErrorCode.CARD_EXISTS, account.network(), account.card());
    }
    wanted.add(account);
    String password =
        account
            .password()
            .map(one -> new String(one.bytes(), StandardCharsets.UTF_8))
            .orElse("made-password-1");
    passwords.put(account.name(), password);
    var made =
        new ReceiverAccount(
            account.network(),
            account.name(),
            1,
            account.card(),
            new WrappedKey(Octets.parseHex("0102")),
            account.rules(),
            account.enabled());
    accounts.put(made.name(), made);
    return new Made(made, ReceiverPassword.of(password));
  }

  /** An account of the network main. */
  public void put(String name, String password, ReceiverRules rules) {
    add(
        CALLER,
        new NewReceiverAccount(
            NetworkId.MAIN,
            name,
            new CardSerial(cards.isEmpty() ? 1 : cards.last().value() + 1),
            true,
            Optional.of(ReceiverPassword.of(password)),
            rules));
  }

  @Override
  public List<Made> addMany(Caller caller, NewReceiverSeries series) {
    throw new AssertionError("not called");
  }

  @Override
  public ReceiverAccount change(
      Caller caller,
      NetworkId network,
      String name,
      ReceiverRules rules,
      boolean enabled,
      OptionalLong version) {
    throw new AssertionError("an account that is there stays as it is");
  }

  @Override
  public Made changePassword(
      Caller caller, NetworkId network, String name, Optional<ReceiverPassword> password) {
    throw new AssertionError("an account that is there stays as it is");
  }

  @Override
  public ReceiverPassword password(Caller caller, NetworkId network, String name) {
    show(caller, network, name);
    shown.add(name);
    return ReceiverPassword.of(passwords.getOrDefault(name, ""));
  }

  @Override
  public void remove(Caller caller, NetworkId network, String name) {
    throw new AssertionError("an account that is there stays as it is");
  }

  /** The same cards as card management has them; it finds and nothing else. */
  public CardManagement cardManagement() {
    return (CardManagement)
        Proxy.newProxyInstance(
            CardManagement.class.getClassLoader(),
            new Class<?>[] {CardManagement.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("find")) {
                throw new AssertionError("nobody expects " + method);
              }
              return find((CardQuery) arguments[1]);
            });
  }

  private List<Card> find(CardQuery query) {
    return cards.stream()
        .filter(serial -> query.after().isEmpty() || serial.compareTo(query.after().get()) > 0)
        .limit(query.limit())
        .map(
            serial ->
                new Card(
                    NetworkId.MAIN,
                    serial,
                    1,
                    CardStatus.ACTIVE,
                    "",
                    Sold.NOTHING,
                    Instant.EPOCH,
                    new WrappedKey(Octets.parseHex("0102")),
                    CardHolder.NOBODY,
                    Instant.EPOCH))
        .toList();
  }

  public static NetworkDirectory networks() {
    ZoneId zone = ZoneId.of("Europe/Moscow");
    return () -> List.of(new Network(NetworkId.MAIN, 0x0B00, "tvcas3", zone, zone));
  }
}
