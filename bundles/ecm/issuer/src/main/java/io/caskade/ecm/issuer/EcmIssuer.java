package io.caskade.ecm.issuer;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.Entitled;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.OpeningLane;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.ops.Alarm;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer without OSGi: networks, keys and profiles go in, lanes come out.
 *
 * <p>Publication: under a lock that no call of {@link EcmLane#issue} ever takes, a new {@link
 * RouteTable} is built and put into one volatile field; then, without the lock, a {@link Barrier}
 * goes through the lanes and the old workers are wiped behind it. The gate runs without the lock,
 * too. So opening and closing a lane may wait for workers being built (milliseconds), never for a
 * gate or a barrier. All changes of the table stand here, so it is long: there is one lock.
 */
public final class EcmIssuer implements EcmService, EcmOpenings, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EcmIssuer.class);
  private static final Duration BARRIER_LIMIT = Duration.ofSeconds(1);
  private static final Duration FAULT_INTERVAL = Duration.ofSeconds(10);
  private static final String TOOL_VERSION = "1";

  private final PinStore pinStore;
  private final Duration barrierLimit;
  private final ProfileGate gate;
  private final AlarmBook alarms;
  private volatile IssuerSettings settings;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition judged = lock.newCondition();
  // Guarded by the lock:
  private final ProfileRack rack;
  private final Publisher publisher;
  private List<Network> networks = List.of();
  private @Nullable KeySource keys;

  /**
   * Everything injected.
   *
   * @param ecmSeconds ECM time in seconds since 1970, never backwards; called on the lanes, so it
   *     neither locks nor allocates
   * @param clock dates alarms
   * @param nanoTime monotonic nanoseconds, limits the warm-up and the log
   * @param random seeds of padding
   * @param barrierLimit how long a publication waits for the event loops
   */
  public EcmIssuer(
      LongSupplier ecmSeconds,
      InstantSource clock,
      LongSupplier nanoTime,
      SecureRandom random,
      PinStore pinStore,
      Duration barrierLimit,
      IssuerSettings settings) {
    this.pinStore = pinStore;
    this.barrierLimit = barrierLimit;
    this.settings = settings;
    this.gate = new ProfileGate(nanoTime, random);
    this.alarms = new AlarmBook(clock);
    this.rack = new ProfileRack(pinStore.load());
    this.publisher =
        new Publisher(
            new RouteBuilder(rack, random), ecmSeconds, new RateLimit(FAULT_INTERVAL, nanoTime));
  }

  /** As the head-end runs it: barrier of 1 s, {@code System.nanoTime}, the system's randomness. */
  public EcmIssuer(
      LongSupplier ecmSeconds, InstantSource clock, PinStore pinStore, IssuerSettings settings) {
    this(
        ecmSeconds, clock, System::nanoTime, new SecureRandom(), pinStore, BARRIER_LIMIT, settings);
  }

  /**
   * For tools: fixed networks, keys and profiles; every profile has passed its gate on return.
   *
   * @throws CaskadeException PROFILE_REJECTED
   */
  public static EcmIssuer of(
      LongSupplier ecmSeconds,
      List<Network> networks,
      KeySource keys,
      List<? extends CasProfile> profiles) {
    var issuer =
        new EcmIssuer(ecmSeconds, InstantSource.system(), PinStore.none(), IssuerSettings.DEFAULTS);
    issuer.keys(keys);
    issuer.networks(networks);
    for (int i = 0; i < profiles.size(); i++) {
      CasProfile profile = profiles.get(i);
      String name = profile.traits().name();
      Optional<String> fault = issuer.add(new ProfileOffer(i, i, name, TOOL_VERSION, 0, profile));
      if (fault.isPresent()) {
        throw new CaskadeException(ErrorCode.PROFILE_REJECTED, name, TOOL_VERSION, fault.get());
      }
    }
    return issuer;
  }

  public void settings(IssuerSettings newSettings) {
    settings = newSettings;
  }

  /** The networks from now on; routes of unchanged ones keep their workers. Waits for no lane. */
  public void networks(List<Network> present) {
    var unused = change(() -> networks = List.copyOf(present));
  }

  /**
   * Where keys come from now on, or that they changed; null while there is no vault: working keys
   * live on in the workers. Waits for no lane.
   */
  public void keys(@Nullable KeySource source) {
    var unused = change(() -> keys = source);
  }

  /**
   * Takes a profile in: gate and warm-up on this thread, then publication and barrier.
   *
   * @return why it was rejected, empty when it may serve
   */
  public Optional<String> add(ProfileOffer offer) {
    var candidate = new Candidate(offer);
    boolean fit = candidate.verdict() == Candidate.Verdict.CHECKING;
    locked(
        () -> {
          rack.enter(candidate);
          return List.of();
        });
    ProfileGate.Outcome outcome =
        fit
            ? gate.check(offer.name(), offer.profile(), settings, candidate::isGone)
            : new ProfileGate.Failed(candidate.detail());
    changeAndWait(
        () -> {
          if (rack.holds(candidate)) {
            judge(candidate, outcome);
            judged.signalAll();
          }
        });
    if (outcome instanceof ProfileGate.Failed failed) {
      LOG.error(
          "Profile {} of bundle {} is rejected: {}. What served before serves on.",
          candidate.label(),
          offer.bundleId(),
          failed.why());
      return Optional.of(failed.why());
    }
    LOG.info("Profile {} of bundle {} passed its gate", candidate.label(), offer.bundleId());
    return Optional.empty();
  }

  private void judge(Candidate candidate, ProfileGate.Outcome outcome) {
    if (outcome instanceof ProfileGate.Passed passed) {
      rack.pass(candidate, passed.traits());
    } else if (outcome instanceof ProfileGate.Failed failed) {
      candidate.reject(failed.why());
    }
  }

  /** Takes a profile out; returns when no call is inside it any more (or the barrier's limit). */
  public void remove(long serviceId) {
    List<Barrier.Passage> passages =
        locked(
            () -> {
              rack.remove(serviceId);
              List<Barrier.Passage> changed = publish();
              // An earlier publication may still have a worker of it on the way out.
              return changed.isEmpty() ? publisher.everyLane() : changed;
            });
    Barrier.send(passages).await(barrierLimit);
  }

  /** The ranking of a profile service changed. */
  public void rank(long serviceId, int ranking) {
    changeAndWait(() -> rack.find(serviceId).ifPresent(candidate -> candidate.rank(ranking)));
  }

  /**
   * As {@code ProfileControl.pin}; also survives a restart. A pinned version that is not installed
   * (any more) leaves the choice to ranking and version.
   *
   * @throws CaskadeException PROFILE_UNKNOWN when no such version is installed, PROFILE_REJECTED
   *     when it failed its gate, STORAGE_FULL when the pin cannot be kept; nothing changes then
   */
  public void pin(String profile, String version) {
    changeAndWait(
        () -> {
          Map<String, String> before = rack.pins();
          if (version.isEmpty()) {
            rack.unpin(profile);
          } else {
            rack.requireUsable(profile, version);
            rack.pin(profile, version);
          }
          savePins(before);
        });
  }

  private void savePins(Map<String, String> before) {
    try {
      pinStore.save(rack.pins());
    } catch (IOException e) {
      rack.restorePins(before);
      throw new CaskadeException(e, ErrorCode.STORAGE_FULL, e.toString());
    }
  }

  /** Every profile that is installed, in the order of arrival. */
  public List<InstalledProfile> profiles() {
    lock.lock();
    try {
      return rack.all().stream().map(rack::describe).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Alarms about networks and profiles that hold now. */
  public List<Alarm> alarms() {
    return alarms.alarms();
  }

  @Override
  public EcmLane openLane(LaneOwner owner) {
    return opened(() -> publisher.openIssuing(owner, this::close));
  }

  @Override
  public OpeningLane openingLane(LaneOwner owner) {
    return opened(() -> publisher.openOpening(owner, this::close));
  }

  private <L> L opened(Supplier<L> opening) {
    var opened = new ArrayList<L>(1);
    var unused = change(() -> opened.add(opening.get()));
    return opened.get(0);
  }

  @Override
  public Entitled entitles(NetworkId network, CardRights rights, OpenedEcm ecm) {
    return publisher.entitles(network, rights, ecm);
  }

  private void close(Lane lane) {
    Barrier.send(
        locked(
            () -> {
              if (!lane.isOpen()) {
                return List.of();
              }
              lane.shut();
              List<Barrier.Passage> changed = publish();
              return changed.isEmpty()
                  ? List.of(new Barrier.Passage(lane, List.of(), false))
                  : changed;
            }));
  }

  /**
   * Where a super_CAS_id leads. While its profile is away the demands of the last one are told;
   * before the first profile of that name has passed its gate, and before the vault was open for
   * the first time, the answer is empty, too.
   */
  @Override
  public Optional<CasOffer> offer(SuperCasId superCasId) {
    Route route = publisher.table().find(superCasId.caSystemId());
    ProfileTraits traits = route == null ? null : route.traits();
    return route == null || traits == null
        ? Optional.empty()
        : Optional.of(new CasOffer(route.network().id(), traits));
  }

  @Override
  public List<Integer> caSystemIds() {
    return publisher.table().routes().stream()
        .filter(route -> route.traits() != null)
        .map(route -> route.network().caSystemId())
        .toList();
  }

  /**
   * Waits until a bundle's profiles have been through the gate.
   *
   * @return them, empty when none came in time
   */
  List<InstalledProfile> awaitVerdict(long bundleId, Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = limit.toNanos();
      while (!rack.isJudged(bundleId)) {
        if (left <= 0) {
          return List.of();
        }
        left = judged.awaitNanos(left);
      }
      return rack.ofBundle(bundleId).stream().map(rack::describe).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets the profiles of one bundle serve whatever ranking, version and pin of the others; returns
   * behind the barrier.
   *
   * @return a network that was served and would not be by them, empty when all is well; the caller
   *     then calls {@link #release}
   */
  Optional<Network> force(long bundleId) {
    var lost = new ArrayList<Network>();
    change(
            () -> rack.force(bundleId),
            before -> {
              Set<String> names = rack.names(bundleId);
              for (Network network : before.served()) {
                if (names.contains(network.profile())
                    && !publisher.table().isServedBy(network.caSystemId(), bundleId)) {
                  lost.add(network);
                }
              }
            })
        .await(barrierLimit);
    return lost.stream().findFirst();
  }

  /** Other bundles all of whose profiles are offered by this one, too. */
  Set<Long> replacedBy(long bundleId) {
    lock.lock();
    try {
      Set<String> names = rack.names(bundleId);
      var bundles = new TreeSet<Long>();
      rack.all().forEach(c -> bundles.add(c.offer().bundleId()));
      bundles.removeIf(id -> id == bundleId || !names.containsAll(rack.names(id)));
      return bundles;
    } finally {
      lock.unlock();
    }
  }

  /** Ends {@link #force}: the usual rule holds again. */
  void release(long bundleId) {
    changeAndWait(() -> rack.unforce(bundleId));
  }

  private Barrier change(Runnable change) {
    return change(change, before -> {});
  }

  /** Changes, publishes, looks at the outcome beside the table before, and sends the barrier. */
  private Barrier change(Runnable change, Consumer<RouteTable> inspection) {
    return Barrier.send(
        locked(
            () -> {
              RouteTable before = publisher.table();
              change.run();
              List<Barrier.Passage> changed = publish();
              inspection.accept(before);
              return changed;
            }));
  }

  private void changeAndWait(Runnable change) {
    change(change).await(barrierLimit);
  }

  /** Lock held; the caller sends what comes back after it let go of the lock. */
  private List<Barrier.Passage> publish() {
    List<Barrier.Passage> passages = publisher.publish(networks, keys);
    var complaints = new ArrayList<>(publisher.complaints());
    complaints.addAll(rack.complaints());
    alarms.replace(complaints);
    return passages;
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Every lane answers "unavailable" from now on; keys and padding are wiped. */
  @Override
  public void close() {
    changeAndWait(publisher::shutAll);
  }
}
