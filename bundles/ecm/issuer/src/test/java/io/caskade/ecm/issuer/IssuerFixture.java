package io.caskade.ecm.issuer;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.keys.EcmKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An issuer with keys in a map, pins in memory and a clock that the test sets. */
final class IssuerFixture {
  static final int MAIN_ID = 0x0B00;
  static final int OTHER_ID = 0x0B01;
  static final Network MAIN = network("main", MAIN_ID);
  static final Network OTHER = network("other", OTHER_ID);
  static final Duration SHORT = Duration.ofMillis(20);

  final Map<NetworkId, Integer> keys = new ConcurrentHashMap<>();
  final AtomicLong ecmSeconds = new AtomicLong(1_000);
  final AtomicLong nanos = new AtomicLong();
  Instant now = Instant.parse("2026-11-21T00:00:00Z");
  final Pins pins = new Pins();
  final EcmIssuer issuer;
  private long nextService = 1;

  /** Pins in memory that can fail. */
  static final class Pins implements PinStore {
    Map<String, String> kept = new HashMap<>();
    boolean full;

    @Override
    public Map<String, String> load() {
      return kept;
    }

    @Override
    public void save(Map<String, String> pins) throws IOException {
      if (full) {
        throw new IOException("no space left");
      }
      kept = Map.copyOf(pins);
    }
  }

  IssuerFixture(Duration barrierLimit) {
    issuer = issuer(barrierLimit);
    keys.put(MAIN.id(), 3);
    keys.put(OTHER.id(), 4);
    issuer.keys(this::key);
    issuer.networks(List.of(MAIN, OTHER));
  }

  /** Another issuer on the same pins: a restart. */
  EcmIssuer issuer(Duration barrierLimit) {
    return new EcmIssuer(
        ecmSeconds::get,
        () -> now,
        nanos::get,
        new SecureRandom(),
        pins,
        barrierLimit,
        new IssuerSettings(10, Duration.ofSeconds(3), Duration.ofSeconds(1)));
  }

  static Network network(String name, int caSystemId) {
    return new Network(new NetworkId(name), caSystemId, "toy", ZoneOffset.UTC, ZoneOffset.UTC);
  }

  EcmKey key(NetworkId network) {
    Integer value = keys.get(network);
    if (value == null) {
      throw new CaskadeException(ErrorCode.KEY_UNKNOWN, network);
    }
    return ToyProfile.key(value);
  }

  /** Adds a profile and returns the id of its service, which is that of its bundle, too. */
  long add(String version, int ranking, ToyProfile profile) {
    long id = nextService++;
    var unused =
        issuer.add(new ProfileOffer(id, id, profile.traits().name(), version, ranking, profile));
    return id;
  }

  static EcmRequest request(int caSystemId) {
    return request(caSystemId, 1);
  }

  static EcmRequest request(int caSystemId, int period) {
    return new EcmRequest(
        SuperCasId.of(caSystemId, 1), period, ToyProfile.words(period), AccessCriteria.NONE);
  }

  /** Tag of the profile that made the ECM; fails when none did. */
  static int tag(EcmResult result) {
    if (result instanceof EcmResult.Issued issued) {
      return issued.ecm().section().at(0);
    }
    throw new AssertionError("not issued: " + result);
  }

  static int tag(EcmLane lane) {
    return tag(lane.issue(request(MAIN_ID)));
  }

  static ErrorCode refusal(EcmResult result) {
    if (result instanceof EcmResult.Refused refused) {
      return refused.reason().code();
    }
    throw new AssertionError("not refused: " + result);
  }

  String state(String version) {
    return issuer.profiles().stream()
        .filter(p -> p.version().equals(version))
        .map(p -> p.state() + (p.pinned() ? ", pinned" : ""))
        .findFirst()
        .orElse("absent");
  }
}
