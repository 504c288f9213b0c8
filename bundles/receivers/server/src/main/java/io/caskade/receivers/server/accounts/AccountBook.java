package io.caskade.receivers.server.accounts;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All accounts with their passwords and the rights of their cards, in memory. Follows the mirror on
 * one thread; is read on any. What it uses may come and go: meanwhile it keeps what it knew.
 */
public final class AccountBook {
  private static final CardStanding INACTIVE = new CardStanding.Inactive();
  private static final long NEVER = -1;

  private final Passwords passwords = new Passwords();
  private final AtomicLong generation = new AtomicLong();
  private volatile Map<String, Account> byName = Map.of();
  private volatile Map<Card, List<Account>> byCard = Map.of();
  private volatile boolean ready;

  private volatile @Nullable ReceiverAccounts source;
  private volatile @Nullable KeyVault vault;
  private volatile @Nullable CardTable table;

  /** Set from any thread when something else is used. */
  private volatile boolean stale = true;

  // Confined to the thread that follows:
  private long followed = NEVER;
  private boolean sealed;

  private record Card(NetworkId network, CardSerial serial) {}

  /** Uses accounts from now on, or none. */
  public void use(@Nullable ReceiverAccounts accounts) {
    source = accounts;
    stale = true;
  }

  /** The accounts are gone, unless others are used meanwhile. */
  public void forget(ReceiverAccounts accounts) {
    if (source == accounts) {
      source = null;
    }
  }

  /** Uses a vault from now on. */
  public void use(KeyVault present) {
    vault = present;
    passwords.forgetFailures();
    stale = true;
  }

  /** The vault is gone, unless another is used meanwhile. */
  public void forget(KeyVault gone) {
    if (vault == gone) {
      vault = null;
    }
  }

  /** Uses cards from now on; {@link #refreshCards()} reads them. */
  public void use(CardTable present) {
    table = present;
  }

  /** The cards are gone, unless others are used meanwhile; what was known of them stays. */
  public void forget(CardTable gone) {
    if (table == gone) {
      table = null;
    }
  }

  /**
   * Follows the mirror when anything changed. On the following thread.
   *
   * @return accounts whose clients are to be looked at again: changed, or gone
   */
  public List<Account> follow() {
    ReceiverAccounts present = source;
    if (present == null || !present.ready()) {
      return List.of();
    }
    long latest = present.generation();
    boolean unsealable = sealed && vault != null;
    if (latest == followed && !stale && !unsealable) {
      return List.of();
    }
    stale = false;
    List<ReceiverAccount> all = present.all();
    Map<String, Account> before = byName;
    List<Account> touched = new ArrayList<>();
    publish(all, before, touched);
    Passwords.Outcome outcome = passwords.follow(all, vault);
    sealed = !outcome.complete();
    if (outcome.changed() || !before.keySet().equals(byName.keySet())) {
      generation.incrementAndGet();
    }
    ready |= outcome.complete();
    followed = latest;
    return touched;
  }

  private void publish(
      List<ReceiverAccount> all, Map<String, Account> before, List<Account> touched) {
    Map<String, Account> names = new HashMap<>();
    Map<Card, List<Account>> cards = new HashMap<>();
    for (ReceiverAccount account : all) {
      Account kept = before.get(account.name());
      Account one = kept == null ? new Account(AccountTerms.of(account)) : kept;
      if (kept != null && !kept.terms().account().equals(account)) {
        kept.terms(AccountTerms.of(account));
        touched.add(kept);
      }
      names.put(account.name(), one);
      cards.computeIfAbsent(card(one), card -> new ArrayList<>(1)).add(one);
    }
    before.values().stream().filter(one -> !names.containsKey(one.name())).forEach(touched::add);
    byCard = Map.copyOf(cards);
    cards.values().forEach(accounts -> accounts.forEach(this::refresh));
    byName = Map.copyOf(names);
  }

  private static Card card(Account account) {
    ReceiverAccount settings = account.terms().account();
    return new Card(settings.network(), settings.card());
  }

  /** Reads all cards again. */
  public void refreshCards() {
    byName.values().forEach(this::refresh);
  }

  /** Reads these cards again. */
  public void refreshCards(NetworkId network, List<CardSerial> serials) {
    Map<Card, List<Account>> cards = byCard;
    for (CardSerial serial : serials) {
      cards.getOrDefault(new Card(network, serial), List.of()).forEach(this::refresh);
    }
  }

  private void refresh(Account account) {
    CardTable present = table;
    if (present == null || !present.ready()) {
      return;
    }
    ReceiverAccount settings = account.terms().account();
    account.card(
        present
            .find(settings.network(), settings.card())
            .map(AccountBook::standing)
            .orElse(INACTIVE));
  }

  /** Keeps the rights alone; the key is not needed here. */
  private static CardStanding standing(AiredCard card) {
    card.key().destroy();
    return card.rights().products().equals(ProductMask.NONE)
        ? INACTIVE
        : new CardStanding.Active(card.rights());
  }

  /** False until accounts and their passwords were read. */
  public boolean ready() {
    return ready;
  }

  /** Grows with each change of {@link #names()} or of a password. */
  public long generation() {
    return generation.get();
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public Collection<Account> accounts() {
    return byName.values();
  }

  public Optional<Account> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A copy, which the caller destroys. */
  public Optional<ReceiverPassword> password(String name) {
    return passwords.of(name);
  }

  /** Wipes the passwords. */
  public void close() {
    passwords.destroy();
  }
}
