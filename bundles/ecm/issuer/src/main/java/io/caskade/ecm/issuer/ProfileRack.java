package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.InstalledProfile;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.ops.AlarmCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that are offered, and the rule which of one name serves: the one that a planned swap
 * forces, else the pinned version, else the highest ranking, then version, then the one that came
 * first. Guarded by the issuer's lock.
 */
final class ProfileRack {
  private static final Comparator<Candidate> BY_VERSION =
      Comparator.comparing(Candidate::version, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Map<Long, Candidate> byService = new LinkedHashMap<>();
  private final Map<String, ProfileTraits> lastTraits = new HashMap<>();
  private final Map<String, String> pins = new HashMap<>();
  private final Map<String, Long> forced = new HashMap<>();

  ProfileRack(Map<String, String> pins) {
    this.pins.putAll(pins);
  }

  void enter(Candidate candidate) {
    byService.put(candidate.offer().serviceId(), candidate);
  }

  /** Notes that the gate let it pass. */
  void pass(Candidate candidate, ProfileTraits traits) {
    candidate.pass(traits);
    lastTraits.put(candidate.name(), traits);
  }

  Optional<Candidate> remove(long serviceId) {
    Optional<Candidate> left = Optional.ofNullable(byService.remove(serviceId));
    left.ifPresent(Candidate::leave);
    return left;
  }

  Optional<Candidate> find(long serviceId) {
    return Optional.ofNullable(byService.get(serviceId));
  }

  boolean holds(Candidate candidate) {
    return byService.get(candidate.offer().serviceId()) == candidate;
  }

  List<Candidate> all() {
    return List.copyOf(byService.values());
  }

  List<Candidate> ofBundle(long bundleId) {
    return all().stream().filter(c -> c.offer().bundleId() == bundleId).toList();
  }

  /** The one that shall serve networks of this profile name. */
  Optional<Candidate> chosen(String name) {
    Long bundle = forced.get(name);
    return byService.values().stream()
        .filter(c -> c.verdict() == Candidate.Verdict.PASSED && c.name().equals(name))
        .max(
            Comparator.comparing((Candidate c) -> isFrom(c, bundle))
                .thenComparing(this::isPinned)
                .thenComparingInt(Candidate::ranking)
                .thenComparing(BY_VERSION)
                .thenComparing(c -> -c.offer().serviceId()));
  }

  private static boolean isFrom(Candidate candidate, @Nullable Long bundle) {
    return bundle != null && candidate.offer().bundleId() == bundle;
  }

  boolean isPinned(Candidate candidate) {
    String pin = pins.get(candidate.name());
    ProfileVersion version = candidate.version();
    return pin != null && version != null && ProfileVersion.parse(pin).equals(version);
  }

  /** What a profile of this name demanded last, also while none is there; null when never seen. */
  @Nullable ProfileTraits traits(String name) {
    return lastTraits.get(name);
  }

  /** Profiles of that version, whatever their verdict; none when it is no version at all. */
  List<Candidate> ofVersion(String name, String version) {
    ProfileVersion wanted;
    try {
      wanted = ProfileVersion.parse(version);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    return byService.values().stream()
        .filter(c -> c.name().equals(name) && wanted.equals(c.version()))
        .toList();
  }

  /**
   * @throws CaskadeException PROFILE_UNKNOWN when no such version is installed, PROFILE_REJECTED
   *     when it failed its gate
   */
  void requireUsable(String name, String version) {
    List<Candidate> found = ofVersion(name, version);
    if (found.isEmpty()) {
      throw new CaskadeException(ErrorCode.PROFILE_UNKNOWN, name + " " + version);
    }
    if (found.stream().allMatch(c -> c.verdict() == Candidate.Verdict.REJECTED)) {
      throw new CaskadeException(ErrorCode.PROFILE_REJECTED, name, version, found.get(0).detail());
    }
  }

  /** Profiles that failed their gate. */
  List<AlarmBook.Complaint> complaints() {
    return byService.values().stream()
        .filter(c -> c.verdict() == Candidate.Verdict.REJECTED)
        .map(
            c ->
                new AlarmBook.Complaint(
                    AlarmCode.PROFILE_REJECTED,
                    "profile " + c.label() + ", bundle " + c.offer().bundleId(),
                    c.label() + ": " + c.detail()))
        .toList();
  }

  /** Names that a bundle offers. */
  Set<String> names(long bundleId) {
    return ofBundle(bundleId).stream().map(Candidate::name).collect(Collectors.toSet());
  }

  /** True when a bundle offers profiles and the gate is through with all of them. */
  boolean isJudged(long bundleId) {
    List<Candidate> found = ofBundle(bundleId);
    return !found.isEmpty()
        && found.stream().noneMatch(c -> c.verdict() == Candidate.Verdict.CHECKING);
  }

  InstalledProfile describe(Candidate candidate) {
    boolean serves = chosen(candidate.name()).filter(c -> c == candidate).isPresent();
    String state =
        switch (candidate.verdict()) {
          case PASSED -> serves ? "serving" : "standby";
          case CHECKING -> "standby";
          case REJECTED -> "rejected";
        };
    return new InstalledProfile(
        candidate.name(),
        candidate.offer().version(),
        candidate.offer().bundleId(),
        isPinned(candidate),
        state,
        candidate.detail());
  }

  Map<String, String> pins() {
    return Map.copyOf(pins);
  }

  void pin(String name, String version) {
    pins.put(name, version);
  }

  void unpin(String name) {
    pins.remove(name);
  }

  void restorePins(Map<String, String> before) {
    pins.clear();
    pins.putAll(before);
  }

  /** Lets all profiles of a bundle serve whatever the rule says. */
  void force(long bundleId) {
    names(bundleId).forEach(name -> forced.put(name, bundleId));
  }

  void unforce(long bundleId) {
    forced.values().removeIf(id -> id == bundleId);
  }
}
