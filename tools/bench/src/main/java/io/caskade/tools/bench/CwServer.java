package io.caskade.tools.bench;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
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
import io.caskade.api.receivers.Entrance;
import io.caskade.api.receivers.Entry;
import io.caskade.api.receivers.ReceiverLine;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.receivers.ReceiverSession;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccounts;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.ecm.issuer.EcmIssuer;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.receivers.server.ReceiverServer;
import io.caskade.receivers.server.ServerSettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The control-word server with the real profile and issuer, without a transport: accounts {@code
 * viewer0} and so on, each with a card that is entitled to everything.
 */
final class CwServer implements AutoCloseable {
  static final int CAID = 0x0B00;

  private static final NetworkId MAIN = new NetworkId("main");
  private static final long NOW = 1_796_000_000L;
  private static final long YEAR = 31_536_000;
  private static final int KEY_LENGTH = 32;
  private static final int CARD_KEY_LENGTH = 16;
  private static final int WORD_LENGTH = 8;
  private static final int HALF_WORD = 4;
  private static final byte[] PASSWORD = {'p', 'a', 's', 's', 'w', 'o', 'r', 'd'};

  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());
  private final EcmKey key = key();
  private final EcmIssuer issuer;
  private final Path folder;
  private final ReceiverServer server;

  CwServer(int accounts) throws IOException {
    Network network = new Network(MAIN, CAID, "tvcas3", ZoneOffset.UTC, ZoneOffset.UTC);
    issuer = EcmIssuer.of(() -> NOW, List.of(network), id -> key(), List.of(profile));
    folder = Files.createTempDirectory("caskade-bench-cw");
    server =
        new ReceiverServer(
            ServerSettings.DEFAULTS.unlimited(),
            InstantSource.system(),
            System::nanoTime,
            new SecureRandom(),
            folder.resolve("blocks"));
    server.use(() -> List.of(network));
    server.use(new Cards());
    server.use(vault());
    server.use(new Accounts(accounts));
    server.use(issuer);
    server.start();
    while (server.names().size() < accounts
        || server.password(name(accounts - 1)).map(CwServer::forget).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static boolean forget(ReceiverPassword password) {
    password.destroy();
    return true;
  }

  private static String name(int viewer) {
    return "viewer" + viewer;
  }

  private static EcmKey key() {
    byte[] bytes = new byte[KEY_LENGTH];
    new SplittableRandom(1).nextBytes(bytes);
    return new EcmKey(bytes);
  }

  ReceiverSession enter(int viewer, ReceiverLine line) {
    Entry entry =
        server.enter(
            new Entrance(
                "bench",
                name(viewer),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                "bench",
                line));
    if (entry instanceof Entry.Admitted admitted) {
      return admitted.session();
    }
    throw new IllegalStateException("not let in: " + entry);
  }

  /** The ECMs of so many crypto periods of so many channels, a period of all channels together. */
  List<EcmDatagram> ecms(int channels, int periods) {
    var random = new SplittableRandom(2);
    List<ControlWord> present = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      present.add(word(random));
    }
    List<EcmDatagram> ecms = new ArrayList<>(channels * periods);
    try (EcmWorker worker = profile.ecmWorker(key, random)) {
      for (int period = 0; period < periods; period++) {
        for (int channel = 0; channel < channels; channel++) {
          ControlWord next = word(random);
          ecms.add(worker.ecm(input(period, present.get(channel), next)));
          present.set(channel, next);
        }
      }
    }
    return ecms;
  }

  private static EcmInput input(int period, ControlWord present, ControlWord next) {
    return new EcmInput(
        period,
        List.of(new CryptoPeriodWord(period, present), new CryptoPeriodWord(period + 1, next)),
        new ProductMask(1).toAccessCriteria(),
        NOW + period);
  }

  private static ControlWord word(SplittableRandom random) {
    byte[] bytes = new byte[WORD_LENGTH];
    random.nextBytes(bytes);
    for (int from = 0; from < WORD_LENGTH; from += HALF_WORD) {
      bytes[from + HALF_WORD - 1] = (byte) (bytes[from] + bytes[from + 1] + bytes[from + 2]);
    }
    return new ControlWord(bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
    issuer.close();
    Files.deleteIfExists(folder.resolve("blocks"));
    Files.deleteIfExists(folder);
  }

  /** Sealing is not measured here. */
  private static KeyVault vault() {
    return (KeyVault)
        Proxy.newProxyInstance(
            CwServer.class.getClassLoader(),
            new Class<?>[] {KeyVault.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unseal")) {
                return PASSWORD.clone();
              }
              throw new CaskadeException(ErrorCode.KEY_UNKNOWN, method.getName());
            });
  }

  private static final class Accounts implements ReceiverAccounts {
    private final List<ReceiverAccount> all = new ArrayList<>();

    Accounts(int count) {
      for (int i = 0; i < count; i++) {
        all.add(
            new ReceiverAccount(
                MAIN,
                name(i),
                1,
                new CardSerial(i),
                new WrappedKey(Octets.empty()),
                ReceiverRules.DEFAULT,
                true));
      }
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public long generation() {
      return 1;
    }

    @Override
    public List<ReceiverAccount> all() {
      return all;
    }
  }

  private static final class Cards implements CardTable {
    private static final CardRights RIGHTS =
        new CardRights(
            new ProductMask(-1),
            Instant.ofEpochSecond(NOW - YEAR),
            Instant.ofEpochSecond(NOW + YEAR),
            false,
            true);

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public int size(NetworkId network) {
      return 1;
    }

    @Override
    public Optional<AiredCard> find(NetworkId network, CardSerial serial) {
      return Optional.of(
          new AiredCard(
              network, serial, "", RIGHTS, Instant.MAX, new CardKey(new byte[CARD_KEY_LENGTH])));
    }

    @Override
    public Optional<AiredCard> next(NetworkId network, long after) {
      return Optional.empty();
    }
  }
}
