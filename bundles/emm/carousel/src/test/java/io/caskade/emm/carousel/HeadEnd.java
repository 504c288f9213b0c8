package io.caskade.emm.carousel;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Urgency;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A head-end in virtual time around a carousel; its EMMs say in clear for whom they are. */
final class HeadEnd implements CardTable, NetworkDirectory {
  static final NetworkId NORTH = new NetworkId("north");
  static final NetworkId SOUTH = new NetworkId("south");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final int ROOM = 4096;
  private static final int LENGTH = 16;

  private long nanos = 1_000_000_000L;
  private Instant wall = NOON;
  private boolean ready = true;
  private final Map<NetworkId, TreeMap<Long, AiredCard>> cards = new HashMap<>();
  private final List<Network> networks = new ArrayList<>();
  final Carousel carousel = new Carousel((InstantSource) () -> wall, () -> nanos);
  final TestProfile profile = new TestProfile("1.0.0");

  HeadEnd() {
    for (NetworkId id : List.of(NORTH, SOUTH)) {
      networks.add(new Network(id, 1, "test", ZoneId.of("UTC"), ZoneId.of("UTC")));
    }
    carousel.use((CardTable) this);
    carousel.use((NetworkDirectory) this);
    carousel.add(profile, "test", 0, profile.version);
  }

  void passes(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  void wallSteps(Duration step) {
    wall = wall.plus(step);
  }

  Instant wall() {
    return wall;
  }

  /** Virtual time since the beginning. */
  Duration time() {
    return Duration.ofNanos(nanos - 1_000_000_000L);
  }

  void unready() {
    ready = false;
  }

  void network(Network network) {
    networks.removeIf(present -> present.id().equals(network.id()));
    networks.add(network);
    carousel.networksChanged();
  }

  void exists(NetworkId network, long serial, String region) {
    exists(network, serial, region, NOON.plus(Duration.ofDays(365)), 0x11);
  }

  void exists(NetworkId network, long serial, String region, Instant until, int mask) {
    cards
        .computeIfAbsent(network, id -> new TreeMap<>())
        .put(
            serial,
            new AiredCard(
                network,
                new CardSerial(serial),
                region,
                new CardRights(new ProductMask(mask), NOON.minusSeconds(60), until, false, false),
                until,
                new CardKey(new byte[16])));
  }

  void exist(NetworkId network, long from, long to) {
    LongStream.range(from, to).forEach(serial -> exists(network, serial, ""));
  }

  void gone(NetworkId network, long serial) {
    cards.getOrDefault(network, new TreeMap<>()).remove(serial);
  }

  void changes(NetworkId network, Urgency urgency, long... serials) {
    carousel.changed(
        network, LongStream.of(serials).mapToObj(CardSerial::new).toList(), urgency, wall);
  }

  EmmFeed open(Duration minRepeat, NetworkId... audience) {
    return carousel.open(new EmmAudience("test", Set.of(audience), Set.of(), minRepeat));
  }

  EmmFeed takeOver(Duration minRepeat, NetworkId... audience) {
    return carousel.takeOver(new EmmAudience("test", Set.of(audience), Set.of(), minRepeat));
  }

  /** The serial of the next EMM; -1 for a dummy, nothing when none is due. */
  Optional<Long> next(EmmFeed feed) {
    return feed.next(ROOM).map(HeadEnd::serial);
  }

  List<Long> drain(EmmFeed feed) {
    List<Long> all = new ArrayList<>();
    Optional<Long> next = next(feed);
    while (next.isPresent()) {
      all.add(next.get());
      next = next(feed);
    }
    return all;
  }

  static long serial(EmmDatagram emm) {
    return ByteBuffer.wrap(emm.section().toByteArray()).getLong();
  }

  static int mask(EmmDatagram emm) {
    return ByteBuffer.wrap(emm.section().toByteArray()).getInt(8);
  }

  /** The offset of the panel in seconds, as the EMM tells it. */
  static int offset(EmmDatagram emm) {
    return ByteBuffer.wrap(emm.section().toByteArray()).getInt(12);
  }

  @Override
  public List<Network> networks() {
    return List.copyOf(networks);
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public int size(NetworkId network) {
    return cards.getOrDefault(network, new TreeMap<>()).size();
  }

  @Override
  public Optional<AiredCard> find(NetworkId network, CardSerial serial) {
    return aired(cards.getOrDefault(network, new TreeMap<>()).get(serial.value()));
  }

  @Override
  public Optional<AiredCard> next(NetworkId network, long after) {
    TreeMap<Long, AiredCard> all = cards.getOrDefault(network, new TreeMap<>());
    Map.Entry<Long, AiredCard> next = all.higherEntry(after);
    while (next != null && next.getValue().airUntil().isBefore(wall)) {
      next = all.higherEntry(next.getKey());
    }
    return next == null ? Optional.empty() : aired(next.getValue());
  }

  private Optional<AiredCard> aired(@Nullable AiredCard card) {
    if (card == null || card.airUntil().isBefore(wall)) {
      return Optional.empty();
    }
    return Optional.of(
        new AiredCard(
            card.network(),
            card.serial(),
            card.region(),
            card.rights(),
            card.airUntil(),
            new CardKey(new byte[16])));
  }

  /** Cards of mask 0xBAD cannot be told anything. */
  static final class TestProfile implements CasProfile {
    static final int BAD = 0xBAD;

    final String version;
    final List<TestWorker> workers = new ArrayList<>();

    TestProfile(String version) {
      this.version = version;
    }

    long open() {
      return workers.stream().filter(worker -> !worker.closed).count();
    }

    @Override
    public EmmWorker emmWorker(CardCalendar calendar) {
      var worker = new TestWorker(calendar);
      workers.add(worker);
      return worker;
    }

    @Override
    public ProfileTraits traits() {
      return new ProfileTraits("test", 1, 2, Set.of(8), 32, 16, false);
    }

    @Override
    public EcmWorker ecmWorker(EcmKey key, RandomGenerator padding) {
      throw new UnsupportedOperationException();
    }

    @Override
    public EcmOpener ecmOpener(EcmKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean entitles(CardRights rights, OpenedEcm ecm) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<KnownAnswer> knownAnswers() {
      return List.of();
    }
  }

  /** Fails when it is used after it was closed. */
  static final class TestWorker implements EmmWorker {
    private final CardCalendar calendar;
    int made;
    boolean closed;

    TestWorker(CardCalendar calendar) {
      this.calendar = calendar;
    }

    @Override
    public EmmDatagram emm(CardSerial serial, CardKey key, CardRights rights) {
      requireOpen();
      if (rights.products().bits() == TestProfile.BAD) {
        throw new CaskadeException(ErrorCode.DATE_OUT_OF_RANGE, rights.finish());
      }
      key.isZero();
      made++;
      return section(serial.value(), rights.products().bits());
    }

    @Override
    public EmmDatagram dummy(Instant now) {
      requireOpen();
      return section(-1, 0);
    }

    private EmmDatagram section(long serial, int mask) {
      ByteBuffer bytes = ByteBuffer.allocate(LENGTH).putLong(serial).putInt(mask);
      bytes.putInt(calendar.panelOffset().getTotalSeconds());
      return new EmmDatagram(Octets.of(bytes.array()));
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("this worker was closed");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
