package io.caskade.receivers.server;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.receivers.BannedAddress;
import io.caskade.api.receivers.BlockedAccount;
import io.caskade.api.receivers.CoreSites;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Entry;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.ReceiverService;
import io.caskade.api.receivers.ReceiverTotals;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.receivers.ServedCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import io.caskade.receivers.server.accounts.Account;
import io.caskade.receivers.server.accounts.AccountBook;
import io.caskade.receivers.server.accounts.Blocks;
import io.caskade.receivers.server.sharing.AddressBans;
import io.caskade.receivers.server.words.CachedEcm;
import io.caskade.receivers.server.words.Cores;
import io.caskade.receivers.server.words.EcmIdentity;
import io.caskade.receivers.server.words.Openers;
import io.caskade.receivers.server.words.OpeningFigures;
import io.caskade.receivers.server.words.ServiceChains;
import io.caskade.receivers.server.words.WordCache;
import io.caskade.receivers.server.words.WordMaker;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control-word server without OSGi. What it uses may come and go: meanwhile it goes on with
 * what it knew, and without an issuer it answers BUSY. No database behind it. Any thread.
 *
 * <p>Longer than others, since it is the one place where the parts of the server meet.
 */
public final class ReceiverServer implements ReceiverService, ReceiverDesk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverServer.class);
  private static final int LONGEST_NAME = 64;

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final AccountBook book = new AccountBook();
  private final Blocks blocks;
  private final AddressBans bans;
  private final WordCache cache;
  private final ServiceChains chains;
  private final OpeningFigures openings = new OpeningFigures();
  private final Openers openers;
  private final Cores cores;
  private final WordCache.Opening opening = this::open;
  private final Judge judge;
  private final LoggedIn clients = new LoggedIn();
  private final ServerFigures figures = new ServerFigures();
  private final Rounds rounds;
  private final Instant since;
  private volatile ServerSettings settings;

  /**
   * A server that does nothing yet.
   *
   * @param wall dates blocks and bans
   * @param nanos monotonic
   * @param random keys of fingerprints; cryptographic in production
   * @param blockFile keeps blocks over restarts
   */
  public ReceiverServer(
      ServerSettings settings,
      InstantSource wall,
      LongSupplier nanos,
      RandomGenerator random,
      Path blockFile) {
    this.settings = settings;
    this.wall = wall;
    this.nanos = nanos;
    since = wall.instant();
    blocks = new Blocks(wall, blockFile);
    bans = new AddressBans(wall);
    cache = new WordCache(settings.cacheEcms(), settings.cacheTime().toMillis(), random);
    chains = new ServiceChains(settings.cacheEcms(), random);
    WordMaker maker = new WordMaker(chains, openings, this::millis);
    openers =
        new Openers(
            settings.openers(), settings.waitingEcms(), cache, maker, openings, this::millis);
    cores = new Cores(settings.waitingEcms(), cache, maker, openings, this::millis);
    judge = new Judge(openers, blocks, settings);
    rounds = new Rounds(this::everyRound, this::everyMinute);
  }

  /** Starts its threads. */
  public void start() {
    openers.start();
    rounds.start();
  }

  /** Other settings from now on; a change of the number of openers waits for the next start. */
  void settings(ServerSettings changed) {
    boolean otherSites = !changed.sites().equals(settings.sites());
    settings = changed;
    judge.settings(changed);
    cache.limit(changed.cacheEcms(), changed.cacheTime().toMillis());
    openers.limit(changed.waitingEcms());
    cores.limit(changed.waitingEcms());
    clients.all().forEach(this::offer);
    if (otherSites) {
      rounds.soon(() -> clients.all().forEach(this::recheck));
    }
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }

  // What it uses.

  public void use(ReceiverAccounts accounts) {
    book.use(accounts);
  }

  void forget(ReceiverAccounts accounts) {
    book.forget(accounts);
  }

  public void use(KeyVault vault) {
    book.use(vault);
  }

  void forget(KeyVault vault) {
    book.forget(vault);
  }

  public void use(CardTable table) {
    book.use(table);
    rounds.soon(book::refreshCards);
  }

  void forget(CardTable table) {
    book.forget(table);
  }

  public void use(EcmOpenings issuer) {
    openers.use(issuer);
  }

  void forget(EcmOpenings issuer) {
    openers.forget(issuer);
  }

  void use(CoreSites sites) {
    cores.use(sites);
  }

  void forget(CoreSites sites) {
    cores.forget(sites);
  }

  /** The networks now; when the directory goes away they stay as they were. */
  public void use(NetworkDirectory directory) {
    Map<NetworkId, Network> networks = new HashMap<>();
    directory.networks().forEach(network -> networks.put(network.id(), network));
    judge.networks(networks);
    clients.all().forEach(this::offer);
  }

  /** These cards changed; the table shows it. */
  void cardsChanged(NetworkId network, List<CardSerial> serials) {
    rounds.soon(() -> book.refreshCards(network, serials));
  }

  // The rounds.

  private void everyRound() {
    for (Account account : book.follow()) {
      clients.of(account.name()).forEach(this::recheck);
    }
    openers.expire();
    cores.expire(millis());
    cache.expire(millis());
    blocks.save();
  }

  private void everyMinute() {
    chains.forget(millis());
    bans.expire(settings.bans());
    book.refreshCards();
  }

  private void offer(ServerSession session) {
    session.offer(judge.cards(session.account()));
  }

  /** Sends a client away whose account is no longer as it was when it came. */
  private void recheck(ServerSession session) {
    ReceiverAccount terms = session.account().terms().account();
    boolean same =
        book.find(session.name()).filter(present -> present == session.account()).isPresent()
            && session.isOf(terms.password())
            && session.site() == isSite(terms.name());
    Optional<Refusal> refusal =
        same
            ? refusal(session.account(), session.protocol(), session.address())
            : Optional.of(Refusal.ACCOUNT_CHANGED);
    if (refusal.isPresent()) {
      sendAway(session, refusal.get());
    } else {
      offer(session);
    }
  }

  private boolean isSite(String name) {
    return settings.sites().contains(name);
  }

  /** Why a client is sent away by the terms of its account, empty when it may come. */
  private Optional<Refusal> refusal(Account account, String protocol, InetAddress address) {
    Optional<Refusal> plain = account.terms().refusal(protocol, address);
    return plain.isPresent() || !isSite(account.name())
        ? plain
        : SiteRule.refusal(account.terms().account(), protocol);
  }

  private void sendAway(ServerSession session, Refusal reason) {
    LOG.info(
        "{} {} at {} is sent away: {}",
        session.protocol(),
        session.name(),
        session.address().getHostAddress(),
        reason.word());
    figures.refused(reason);
    session.end(reason);
  }

  // For the protocols.

  @Override
  public boolean admits(InetAddress address) {
    return book.ready() && !bans.isBanned(address);
  }

  @Override
  public long generation() {
    return book.generation();
  }

  @Override
  public Collection<String> names() {
    return book.names();
  }

  @Override
  public Optional<ReceiverPassword> password(String name) {
    return book.password(name);
  }

  @Override
  public Entry enter(Entrance entrance) {
    Optional<Account> account = book.find(entrance.name());
    if (account.isEmpty()) {
      return turned(entrance, Refusal.ACCOUNT_CHANGED);
    }
    if (bans.isBanned(entrance.address().getAddress())) {
      return turned(entrance, Refusal.BANNED);
    }
    Account known = account.get();
    Optional<Refusal> refusal =
        refusal(known, entrance.protocol(), entrance.address().getAddress());
    return refusal.isPresent() ? turned(entrance, refusal.get()) : enter(known, entrance);
  }

  private Entry enter(Account account, Entrance entrance) {
    boolean site = isSite(account.name());
    var session =
        new ServerSession(
            this,
            account,
            entrance,
            new SessionFigures(wall.instant()),
            judge.cards(account),
            site);
    List<ServerSession> replaced = new ArrayList<>();
    Optional<Refusal> refusal =
        clients.enter(
            session,
            account.terms().account().rules().newestWins(),
            settings.clientsPerAccount(),
            replaced);
    replaced.forEach(one -> sendAway(one, Refusal.REPLACED));
    if (refusal.isPresent()) {
      return turned(entrance, refusal.get());
    }
    LOG.info(
        "{} {} at {} has logged in{}: {}",
        entrance.protocol(),
        entrance.name(),
        entrance.address().getAddress().getHostAddress(),
        site ? " as a site" : "",
        entrance.client().isEmpty() ? "says not what it is" : entrance.client());
    // The account may have changed since it was looked at; the round passed this client by then.
    rounds.soon(() -> recheckPresent(session));
    return new Entry.Admitted(session);
  }

  private void recheckPresent(ServerSession session) {
    if (clients.of(session.name()).contains(session)) {
      recheck(session);
    }
  }

  private Entry turned(Entrance entrance, Refusal reason) {
    LOG.info(
        "{} {} at {} is turned away: {}",
        entrance.protocol(),
        entrance.name(),
        entrance.address().getAddress().getHostAddress(),
        reason.word());
    figures.refused(reason);
    return new Entry.Turned(reason);
  }

  /** Silence bans nobody: whoever watches a port connects and says nothing. */
  @Override
  public void failed(String protocol, InetAddress address, String name, LogInFailure failure) {
    figures.failedLogIn();
    if (failure == LogInFailure.SILENCE || !book.ready()) {
      return;
    }
    String shown = printable(name);
    LOG.debug("{} '{}' at {}: {}", protocol, shown, address.getHostAddress(), failure);
    bans.failed(address, shown, settings.bans())
        .ifPresent(
            ban ->
                LOG.warn(
                    "{} is BANNED until {}: {} log-ins failed, the last over {} as '{}' ({}). An"
                        + " administrator can pardon it.",
                    ban.address().getHostAddress(),
                    ban.until(),
                    ban.failures(),
                    protocol,
                    shown,
                    failure));
  }

  private static String printable(String name) {
    return name.codePoints()
        .filter(c -> c >= ' ' && c <= '~')
        .limit(LONGEST_NAME)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  // For its sessions.

  long nanos() {
    return nanos.getAsLong();
  }

  Instant now() {
    return wall.instant();
  }

  Judge judge() {
    return judge;
  }

  ServerFigures figures() {
    return figures;
  }

  EcmIdentity identity(Account account, CwQuestion question) {
    return cache.identity(
        account.terms().account().network(), question.caSystemId(), question.ecm());
  }

  CachedEcm words(EcmIdentity identity, long atNanos) {
    return cache.get(identity, TimeUnit.NANOSECONDS.toMillis(atNanos), opening);
  }

  private void open(CachedEcm ecm) {
    if (!cores.open(ecm)) {
      openers.open(ecm);
    }
  }

  /**
   * Why a site gets nothing for an ECM, null when it may be opened. What this node asks its own
   * cores for it asks for nobody else, or two nodes could ask each other for ever.
   */
  @Nullable Refusal refusalOfSite(Account account, CwQuestion question) {
    Refusal refusal = judge.beforeSite(account, question);
    return refusal == null && cores.serve(question.caSystemId(), question.ecm())
        ? Refusal.LOOP
        : refusal;
  }

  /** Does something a little later, beside the way of requests. */
  void later(Runnable task) {
    rounds.later(task);
  }

  void left(ServerSession session) {
    clients.leave(session);
  }

  // For faces.

  @Override
  public List<ReceiverClient> clients() {
    return clients.all().stream().map(ServerSession::shown).toList();
  }

  @Override
  public ReceiverTotals totals() {
    return new ReceiverTotals(
        since, figures.times().total(), figures.foundSum(), openings.mostWaiting());
  }

  @Override
  public List<ServedCard> served() {
    return judge.served();
  }

  @Override
  public List<BlockedAccount> blocked() {
    return blocks.all();
  }

  @Override
  public boolean unblock(String name) {
    book.find(name).ifPresent(account -> account.usage().forgive());
    return blocks.lift(name);
  }

  @Override
  public List<BannedAddress> banned() {
    return bans.banned();
  }

  @Override
  public boolean pardon(InetAddress address) {
    return bans.pardon(address);
  }

  List<MetricFamily> metrics() {
    return ServerMetrics.of(
        clients(),
        book.names().size(),
        figures,
        openings,
        new ServerMetrics.Levels(
            cache.size(), openers.waiting() + cores.waiting(), blocked().size(), banned().size()));
  }

  /** Sends everybody away and ends its threads. */
  @Override
  public void close() {
    rounds.close();
    clients.all().forEach(session -> session.end(Refusal.STOPPING));
    cores.close();
    openers.close();
    blocks.save();
    book.close();
  }
}
