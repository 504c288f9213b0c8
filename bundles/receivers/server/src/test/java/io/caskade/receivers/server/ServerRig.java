package io.caskade.receivers.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Entry;
import io.caskade.api.receivers.ReceiverLine;
import io.caskade.api.receivers.ReceiverSession;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.ecm.issuer.EcmIssuer;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.cidr.AddressList;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A server on a real issuer with the real profile; accounts and cards stand in maps. */
final class ServerRig implements AutoCloseable {
  static final NetworkId MAIN = new NetworkId("main");
  static final int CAID = 0x0B00;
  static final long PERIOD = 10;

  final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  final AtomicLong seconds = new AtomicLong(1_796_000_000L);
  final EcmKey key = key(1);
  final EcmIssuer issuer;
  final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());
  final Accounts accounts = new Accounts();
  final Cards cards = new Cards();
  final KeyVault vault = vault();
  final Path blockFile;
  ReceiverServer server;

  ServerRig(Path folder) {
    this(folder, ServerSettings.DEFAULTS);
  }

  ServerRig(Path folder, ServerSettings settings) {
    blockFile = folder.resolve("blocks.txt");
    issuer = EcmIssuer.of(seconds::get, networks().networks(), network -> key(1), List.of(profile));
    server = server(settings);
  }

  static NetworkDirectory networks() {
    return () -> List.of(new Network(MAIN, CAID, "tvcas3", ZoneOffset.UTC, ZoneOffset.UTC));
  }

  static EcmKey key(int seed) {
    byte[] bytes = new byte[32];
    new SplittableRandom(seed).nextBytes(bytes);
    return new EcmKey(bytes);
  }

  private ReceiverServer server(ServerSettings settings) {
    var made =
        new ReceiverServer(
            settings,
            () -> Instant.ofEpochSecond(seconds.get()),
            nanos::get,
            new SplittableRandom(7),
            blockFile);
    made.use(networks());
    made.use(accounts);
    made.use(vault);
    made.use(cards);
    made.start();
    made.use(issuer);
    return made;
  }

  /** Another server on the same files: a restart. */
  void restart(ServerSettings settings) {
    server.close();
    server = server(settings);
    awaitReady();
  }

  void awaitReady() {
    await(() -> server.names().size() == accounts.all().size() && allPasswordsAreThere());
  }

  private boolean allPasswordsAreThere() {
    return accounts.all().stream().allMatch(one -> server.password(one.name()).isPresent());
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Lets time pass on all clocks. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    seconds.addAndGet(time.toSeconds());
  }

  // Accounts and cards.

  void account(String name, long serial) {
    account(name, serial, ReceiverRules.DEFAULT, true);
  }

  void account(String name, long serial, ReceiverRules rules, boolean enabled) {
    account(name, serial, rules, enabled, "pass-of-" + name);
  }

  void account(String name, long serial, ReceiverRules rules, boolean enabled, String password) {
    accounts.put(
        new ReceiverAccount(
            MAIN,
            name,
            1,
            new CardSerial(serial),
            new WrappedKey(Octets.of(password.getBytes(StandardCharsets.UTF_8))),
            rules,
            enabled));
  }

  /** A card with products for a year before and after now. */
  void card(long serial, int products) {
    cards.rights.put(
        new CardSerial(serial),
        new CardRights(
            new ProductMask(products),
            Instant.ofEpochSecond(seconds.get() - 31_000_000),
            Instant.ofEpochSecond(seconds.get() + 31_000_000),
            false,
            true));
  }

  /** As the mirror tells it. */
  void cardChanged(long serial) {
    server.cardsChanged(MAIN, List.of(new CardSerial(serial)));
  }

  static final class Accounts implements ReceiverAccounts {
    private final Map<String, ReceiverAccount> byName = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    volatile boolean ready = true;

    void put(ReceiverAccount account) {
      byName.put(account.name(), account);
      generation.incrementAndGet();
    }

    void remove(String name) {
      byName.remove(name);
      generation.incrementAndGet();
    }

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public long generation() {
      return generation.get();
    }

    @Override
    public List<ReceiverAccount> all() {
      return List.copyOf(byName.values());
    }
  }

  static final class Cards implements CardTable {
    final Map<CardSerial, CardRights> rights = new ConcurrentHashMap<>();
    volatile boolean ready = true;

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public int size(NetworkId network) {
      return rights.size();
    }

    @Override
    public Optional<AiredCard> find(NetworkId network, CardSerial serial) {
      return Optional.ofNullable(rights.get(serial))
          .map(
              told ->
                  new AiredCard(network, serial, "", told, Instant.MAX, new CardKey(new byte[16])));
    }

    @Override
    public Optional<AiredCard> next(NetworkId network, long after) {
      return Optional.empty();
    }
  }

  /** Unseals by taking the wrapping off, which is none. */
  private static KeyVault vault() {
    return (KeyVault)
        Proxy.newProxyInstance(
            ServerRig.class.getClassLoader(),
            new Class<?>[] {KeyVault.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unseal")) {
                assertThat(arguments[0]).isEqualTo(ReceiverAccount.PURPOSE);
                return ((WrappedKey) arguments[1]).octets().toByteArray();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  // ECMs.

  /** The ECM of a service's crypto period, made by the profile under a key. */
  EcmDatagram ecm(int service, long number, int products, EcmKey under) {
    try (EcmWorker worker = profile.ecmWorker(under, new SplittableRandom(number))) {
      int period = (int) (number & 0xFFFF);
      return worker.ecm(
          new EcmInput(
              period,
              List.of(
                  new CryptoPeriodWord(period, word(service, number)),
                  new CryptoPeriodWord(period + 1 & 0xFFFF, word(service, number + 1))),
              new ProductMask(products).toAccessCriteria(),
              1_796_000_000L + number * PERIOD));
    }
  }

  EcmDatagram ecm(int service, long number) {
    return ecm(service, number, 1, key);
  }

  /** With the sums of DVB-CSA. */
  static ControlWord word(int service, long number) {
    byte a = (byte) service;
    byte b = (byte) number;
    byte c = (byte) (number >> 8);
    return new ControlWord(new byte[] {a, b, c, (byte) (a + b + c), b, c, 7, (byte) (b + c + 7)});
  }

  /** The ECM of a period whose odd word is this one. */
  EcmDatagram ecmWith(ControlWord odd) {
    try (EcmWorker worker = profile.ecmWorker(key, new SplittableRandom(1))) {
      return worker.ecm(
          new EcmInput(
              6,
              List.of(new CryptoPeriodWord(6, word(9, 6)), new CryptoPeriodWord(7, odd)),
              new ProductMask(1).toAccessCriteria(),
              1_796_000_000L));
    }
  }

  static CwQuestion question(EcmDatagram ecm) {
    return new CwQuestion(CAID, 0, 0x0101, 0, ecm);
  }

  // Clients.

  Client client(String name, String address) {
    return client("newcamd", name, address);
  }

  Client client(String protocol, String name, String address) {
    Client client = new Client(protocol, name, address);
    Entry entry = server.enter(client.entrance());
    assertThat(entry).isInstanceOf(Entry.Admitted.class);
    client.session = ((Entry.Admitted) entry).session();
    return client;
  }

  Refusal turned(String protocol, String name, String address) {
    Entry entry = server.enter(new Client(protocol, name, address).entrance());
    assertThat(entry).isInstanceOf(Entry.Turned.class);
    return ((Entry.Turned) entry).reason();
  }

  /** A connection whose loop is the test's thread. */
  static final class Client implements ReceiverLine {
    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    final Entrance entrance;
    final List<Refusal> ends = new CopyOnWriteArrayList<>();
    final AtomicLong changes = new AtomicLong();
    ReceiverSession session;

    Client(String protocol, String name, String address) {
      entrance =
          new Entrance(
              protocol,
              name,
              new InetSocketAddress(AddressList.address(address).orElseThrow(), 40_000),
              "test",
              this);
    }

    Entrance entrance() {
      return entrance;
    }

    @Override
    public Executor loop() {
      return loop::add;
    }

    @Override
    public void end(Refusal reason) {
      ends.add(reason);
    }

    @Override
    public void cardsChanged() {
      changes.incrementAndGet();
    }

    /** Asks and runs the loop until the answer is there. */
    CwAnswer ask(CwQuestion question) {
      List<CwAnswer> answers = new ArrayList<>();
      session.ask(question, answers::add);
      while (answers.isEmpty()) {
        runOne();
      }
      assertThat(answers).hasSize(1);
      return answers.get(0);
    }

    CwAnswer ask(EcmDatagram ecm) {
      return ask(question(ecm));
    }

    Refusal refused(CwQuestion question) {
      CwAnswer answer = ask(question);
      assertThat(answer).isInstanceOf(CwAnswer.Denied.class);
      return ((CwAnswer.Denied) answer).reason();
    }

    Refusal refused(EcmDatagram ecm) {
      return refused(question(ecm));
    }

    boolean opens(EcmDatagram ecm) {
      return ask(ecm) instanceof CwAnswer.Found;
    }

    void runAll() {
      for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
        task.run();
      }
    }

    void runOne() {
      try {
        Runnable task = loop.poll(20, TimeUnit.SECONDS);
        assertThat(task).as("an answer in time").isNotNull();
        task.run();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    server.close();
    issuer.close();
  }
}
