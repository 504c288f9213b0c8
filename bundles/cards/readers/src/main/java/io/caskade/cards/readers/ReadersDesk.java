package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readers of this head-end: those that are configured, and those that a driver brings along
 * without a configuration. Any thread; no call of a driver is made under the monitor.
 */
final class ReadersDesk implements CardReaders, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadersDesk.class);

  private final Pace pace;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Function<Reader, Listing> listings;
  private final EcmMaker ecms;

  // Guarded by this:
  private final Map<String, Place> places = new TreeMap<>();
  private final List<Bound> bound = new ArrayList<>();
  private Map<String, ReaderId> configured = Map.of();
  private boolean closed;

  /** A reader and how it is shown. */
  private record Place(ReaderId id, Reader reader, Listing listing) {}

  /** A driver that is there, whoever it is for. */
  private record Bound(ReaderId id, CardReaderDriver driver) {}

  ReadersDesk(
      Pace pace,
      InstantSource clock,
      RandomGenerator random,
      Function<Reader, Listing> listings,
      EcmMaker ecms) {
    this.pace = pace;
    this.clock = clock;
    this.random = random;
    this.listings = listings;
    this.ecms = ecms;
  }

  /** These readers are configured now; of two of one name the first counts. */
  void configure(Collection<ReaderId> ids) {
    Map<String, ReaderId> wanted = byName(ids);
    List<Place> leaving;
    var coming = new ArrayList<Place>();
    synchronized (this) {
      configured = wanted;
      leaving = places.values().stream().filter(place -> !stays(place)).toList();
      places.values().removeAll(leaving);
      if (!closed) {
        wanted.values().forEach(id -> seat(id).ifPresent(coming::add));
        bound.forEach(
            one -> seat(wanted.getOrDefault(one.id().name(), one.id())).ifPresent(coming::add));
      }
    }
    leaving.forEach(ReadersDesk::end);
    coming.forEach(ReadersDesk::begin);
  }

  private static Map<String, ReaderId> byName(Collection<ReaderId> ids) {
    var wanted = new TreeMap<String, ReaderId>();
    for (ReaderId id : ids) {
      ReaderId other = wanted.putIfAbsent(id.name(), id);
      if (other != null) {
        LOG.warn(
            "Two readers are called {}: that of driver {} counts, that of {} is left out",
            id.name(),
            other.driver(),
            id.driver());
      }
    }
    return wanted;
  }

  /** A reader stays while it is configured, or while a driver of it is there. */
  private boolean stays(Place place) {
    ReaderId wanted = configured.get(place.id().name());
    return wanted == null ? place.reader().hasDriver() : wanted.equals(place.id());
  }

  /** A driver came. */
  void bind(ReaderId id, CardReaderDriver driver) {
    Optional<Place> coming = Optional.empty();
    synchronized (this) {
      if (closed) {
        return;
      }
      bound.add(new Bound(id, driver));
      Place present = places.get(id.name());
      if (present == null) {
        coming = seat(id);
      } else if (present.id().equals(id)) {
        present.reader().bind(driver);
      } else {
        LOG.warn("Reader {} is set up for driver {}, not {}", id.name(), present.id().driver(), id);
      }
    }
    coming.ifPresent(ReadersDesk::begin);
  }

  /** A driver goes; after this returned no call is in it, unless that took too long. */
  void unbind(ReaderId id, CardReaderDriver driver) {
    Place place;
    synchronized (this) {
      bound.removeIf(one -> one.driver() == driver);
      place = places.get(id.name());
    }
    if (place == null) {
      return;
    }
    place.reader().unbind(driver);
    boolean leaves;
    synchronized (this) {
      leaves = !stays(place) && places.remove(id.name(), place);
    }
    if (leaves) {
      end(place);
    }
  }

  /**
   * Monitor held: makes a reader with the drivers that are there for it; empty when it is there.
   */
  private Optional<Place> seat(ReaderId id) {
    if (places.containsKey(id.name())) {
      return Optional.empty();
    }
    var reader = new Reader(id, pace, clock, random);
    bound.stream().filter(one -> one.id().equals(id)).forEach(one -> reader.bind(one.driver()));
    var place = new Place(id, reader, listings.apply(reader));
    places.put(id.name(), place);
    return Optional.of(place);
  }

  private static void begin(Place place) {
    place.reader().begin();
    place.listing().show();
  }

  private static void end(Place place) {
    place.listing().hide();
    place.reader().close();
  }

  @Override
  public List<ReaderStatus> list() {
    return readers().stream().map(reader -> reader.book().status()).toList();
  }

  private synchronized List<Reader> readers() {
    return places.values().stream().map(Place::reader).toList();
  }

  @Override
  public CardSheet read(String reader) {
    Reader asked = reader(reader);
    CardSheet sheet = asked.ask(card -> new CardTalk(reader, card).sheet());
    asked.book().known(sheet.serial());
    return sheet;
  }

  @Override
  public EcmTrial tryEcm(String reader, NetworkId network, ProductMask products) {
    Reader asked = reader(reader);
    Network chosen = ecms.network(network);
    return asked.ask(card -> tryEcm(new CardTalk(reader, card), chosen, products));
  }

  private EcmTrial tryEcm(CardTalk talk, Network network, ProductMask products) {
    talk.begin();
    EcmMaker.Made made = ecms.make(network, products);
    try (Words words = made.words()) {
      return talk.open(made.section(), words);
    }
  }

  private synchronized Reader reader(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new CaskadeException(ErrorCode.READER_UNKNOWN, name);
    }
    return place.reader();
  }

  /** Ends all readers; after it returned none of their threads is left. */
  @Override
  public void close() {
    List<Place> leaving;
    synchronized (this) {
      closed = true;
      leaving = List.copyOf(places.values());
      places.clear();
    }
    leaving.forEach(ReadersDesk::end);
  }
}
