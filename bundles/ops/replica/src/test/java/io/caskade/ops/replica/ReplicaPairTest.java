package io.caskade.ops.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.CertificateSubject;
import io.caskade.api.keys.KeyStoreFiles;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.keys.crypto.X509Issuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes over real TLS. */
class ReplicaPairTest {
  private static final String VAULT = "vault";
  private static final String SCHEMA = "4-replica";

  @TempDir Path folder;
  private Path certificates;
  private int northPort;
  private int southPort;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void certify() throws IOException {
    certificates = folder.resolve("etc");
    new Trust(certificates).invite(new X509Issuer(), "north", "south");
    northPort = TestNode.freePort();
    southPort = TestNode.freePort();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    // A pool is terminated a moment before its last thread is.
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!threads().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    assertThat(threads()).as("no thread stays behind").isEmpty();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("caskade-replica"))
        .toList();
  }

  private TestNode node(String name, boolean standby, String vault, String schema) {
    boolean north = name.equals("north");
    TestNode node =
        new TestNode(
            name,
            standby,
            certificates,
            folder.resolve(name),
            north ? northPort : southPort,
            north ? southPort : northPort,
            new ListedStore(),
            vault,
            schema);
    open.add(node);
    return node;
  }

  private TestNode north() {
    TestNode north = node("north", false, VAULT, SCHEMA).start();
    north.skip(ReplicaRounds.ASK);
    north.await("active");
    north.await("takes changes", () -> north.store.sell());
    return north;
  }

  private TestNode south() {
    return node("south", true, VAULT, SCHEMA).start();
  }

  private static void awaitEqual(TestNode one, TestNode other) {
    one.await("equal journals", () -> one.store.rows().equals(other.store.rows()));
  }

  private static List<AlarmCode> alarms(TestNode node) {
    return node.house().endpoint().alarms().stream().map(Alarm::code).toList();
  }

  @Test
  void aStandbyFollowsAndTakesNothingItself() {
    TestNode north = north();
    TestNode south = south().await("standby");
    for (int i = 0; i < 20; i++) {
      assertThat(north.store.sell()).isTrue();
    }
    awaitEqual(south, north);
    assertThat(south.store.sell()).isFalse();
    assertThat(south.owns()).isFalse();
    assertThat(north.owns()).isTrue();
    assertThat(south.store.standing().active()).isEqualTo("north");
    north.await("north saw south", () -> north.house().desk().status().peer().equals("south"));
    assertThat(alarms(south)).isEmpty();
    assertThat(alarms(north)).isEmpty();
  }

  @Test
  void isNotPromotedWhileTheActiveNodeAnswers() {
    TestNode north = north();
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    assertThatThrownBy(() -> south.house().desk().promote())
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_PEER_ACTIVE));
    assertThat(south.state()).isEqualTo("standby");
    assertThat(north.store.sell()).isTrue();
    awaitEqual(south, north);
  }

  @Test
  void takesOverFromALostNodeWhichFollowsWhenItComesBack() {
    TestNode north = north();
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    north.close();
    south.house().desk().promote();
    assertThat(south.state()).isEqualTo("active");
    assertThat(south.owns()).isTrue();
    assertThat(south.store.sell()).isTrue();
    assertThat(south.house().desk().status().epoch()).isEqualTo(2);

    north.restart().await("standby");
    awaitEqual(north, south);
    assertThat(north.store.sell()).isFalse();
    assertThat(north.owns()).isFalse();
    assertThat(south.state()).isEqualTo("active");
  }

  @Test
  void whoHasWhatTheOtherOneLacksFollowsNobodyUntilAnOperatorDecides() throws IOException {
    TestNode north = north();
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    int common = south.store.rows().size();
    south.close();
    assertThat(north.store.sell()).isTrue();
    assertThat(north.store.sell()).isTrue();
    north.close();
    south.restart().await("standby");
    south.house().desk().promote();
    assertThat(south.store.sell()).isTrue();
    List<?> before = north.store.rows();

    north.restart().await("diverged");
    assertThat(north.store.rows()).as("nothing is changed").isEqualTo(before);
    assertThat(north.store.sell()).isFalse();
    assertThat(north.owns()).isFalse();
    north.await("alarm", () -> alarms(north).contains(AlarmCode.STANDBY_DIVERGED));
    String told = north.house().desk().status().detail();
    assertThat(told).contains("2 changes behind row " + common, "south");
    List<String> lines =
        Files.readAllLines(folder.resolve("north").resolve("diverged-epoch-2.jsonl"));
    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).contains("\"seq\":"));
    assertThatThrownBy(() -> north.house().desk().promote())
        .isInstanceOfSatisfying(
            CaskadeException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REPLICA_STATE));

    north.house().desk().renew();
    awaitEqual(north, south);
    north.await("no alarm is left", () -> alarms(north).isEmpty());
  }

  @Test
  void changesPlacesWithoutLosingAnything() {
    TestNode north = north();
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    int sold = north.store.rows().size();
    for (int i = 0; i < 50; i++) {
      sold += north.store.sell() ? 1 : 0;
    }
    south.house().desk().changePlaces();
    assertThat(south.state()).isEqualTo("active");
    assertThat(south.store.rows()).hasSize(sold);
    assertThat(north.owns()).isFalse();
    assertThat(north.store.sell()).isFalse();
    assertThat(south.store.sell()).isTrue();
    awaitEqual(north, south);

    north.house().desk().changePlaces();
    assertThat(north.state()).isEqualTo("active");
    assertThat(north.house().desk().status().epoch()).isEqualTo(3);
    assertThat(south.owns()).isFalse();
  }

  @Test
  void anActiveNodeThatWasCutOffStopsWhenItHearsOfAHigherEpoch() {
    TestNode north = north();
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    // South's operator believes that north is lost: it is only that south cannot reach it.
    south.close();
    TestNode cutOff =
        new TestNode(
            "south",
            true,
            certificates,
            folder.resolve("south"),
            southPort,
            1,
            south.store,
            VAULT,
            SCHEMA);
    open.add(cutOff);
    cutOff.start().await("standby");
    cutOff.house().desk().promote();
    assertThat(cutOff.state()).isEqualTo("active");
    north.await("north saw it", () -> !north.state().equals("active"));
    assertThat(north.owns()).isFalse();
    awaitEqual(north, cutOff);
  }

  @Test
  void aWrongClockTakesNoPartUntilItIsRight() {
    TestNode north = north();
    TestNode south = node("south", true, VAULT, SCHEMA);
    south.wrong = Duration.ofSeconds(5);
    south.start();
    south.await("refused", () -> alarms(south).contains(AlarmCode.NODE_REFUSED));
    south.await(
        "says why",
        () -> south.house().desk().status().detail().contains("ahead of that of node north"));
    assertThat(south.store.rows()).isEmpty();
    south.wrong = Duration.ofSeconds(-5);
    south.await(
        "behind", () -> south.house().desk().status().detail().contains("5.0 s behind that"));
    assertThat(south.store.rows()).isEmpty();
    south.wrong = Duration.ZERO;
    awaitEqual(south, north);
    south.await("no alarm is left", () -> alarms(south).isEmpty());
  }

  @Test
  void anotherVaultAndAnotherBuildAreRefusedWithTheReason() {
    TestNode north = north();
    TestNode foreign = node("south", true, "another vault", SCHEMA).start();
    foreign.await("refused", () -> alarms(foreign).contains(AlarmCode.NODE_REFUSED));
    assertThat(foreign.house().desk().status().detail()).contains("its key vault is another one");
    foreign.close();
    TestNode newer = node("south", true, VAULT, "5-newer").start();
    newer.await("refused", () -> alarms(newer).contains(AlarmCode.NODE_REFUSED));
    assertThat(newer.house().desk().status().detail()).contains("5-newer", "4-replica");
    assertThat(foreign.store.rows()).isEmpty();
    assertThat(newer.store.rows()).isEmpty();
    assertThat(north.state()).isEqualTo("active");
  }

  @Test
  void theSameNameIsRefused() {
    TestNode north = north();
    TestNode twin =
        new TestNode(
            "north",
            true,
            certificates,
            folder.resolve("twin"),
            southPort,
            northPort,
            new ListedStore(),
            VAULT,
            SCHEMA);
    open.add(twin);
    twin.start();
    twin.await(
        "refused", () -> twin.house().desk().status().detail().contains("this node's own name"));
    assertThat(twin.store.rows()).isEmpty();
    assertThat(north.state()).isEqualTo("active");
  }

  @Test
  void twoActiveOnesOfOneEpochSaySo() {
    TestNode north = north();
    // A copy that was started as if it were the head-end itself.
    TestNode south = node("south", false, VAULT, SCHEMA);
    south.store.lead(1);
    south.start();
    south.await("says so", () -> alarms(south).contains(AlarmCode.NODE_REFUSED));
    assertThat(south.state()).isEqualTo("asking");
    assertThat(south.owns()).isFalse();
    assertThat(south.store.sell()).isFalse();
    assertThat(north.state()).isEqualTo("active");
  }

  @Test
  void whoWasNotInvitedIsNotLetIn() throws IOException {
    TestNode north = north();
    // Of the same authority, but its name is on no list here.
    Path own = folder.resolve("own");
    Files.createDirectories(own);
    KeyStoreFiles authority = KeyStoreFiles.beside(certificates.resolve("authority.p12"));
    new X509Issuer()
        .issue(
            new CertificateSubject("east", List.of(), List.of(), 10),
            authority,
            KeyStoreFiles.beside(own.resolve("node-east.p12")));
    Files.writeString(own.resolve("nodes"), "east\nnorth\n");
    TestNode east =
        new TestNode(
            "east",
            true,
            own,
            folder.resolve("east"),
            southPort,
            northPort,
            new ListedStore(),
            VAULT,
            SCHEMA);
    open.add(east);
    assertNotLetIn(north, east.start());
  }

  @Test
  void anotherAuthorityIsNotLetIn() throws IOException {
    TestNode north = north();
    Path foreign = folder.resolve("foreign");
    new Trust(foreign).invite(new X509Issuer(), "north", "south");
    TestNode south =
        new TestNode(
            "south",
            true,
            foreign,
            folder.resolve("south"),
            southPort,
            northPort,
            new ListedStore(),
            VAULT,
            SCHEMA);
    open.add(south);
    assertNotLetIn(north, south.start());
  }

  private static void assertNotLetIn(TestNode north, TestNode stranger) {
    stranger.await(
        "the other node cannot be asked",
        () -> stranger.house().desk().status().detail().contains("cannot be asked"));
    north.await(
        "counted", () -> north.house().endpoint().counters().get("connections_refused") > 0);
    assertThat(stranger.store.rows()).isEmpty();
    assertThat(north.house().endpoint().counters().get("rounds_served")).isZero();
  }

  @Test
  void strangersWhoSayNothingLeaveRoomForTheOtherNode() throws Exception {
    TestNode north = north();
    for (int i = 0; i < 20; i++) {
      var stranger = new Socket();
      open.add(stranger);
      // All of 127.0.0.0/8 is this machine: this is somebody else's address.
      stranger.bind(new InetSocketAddress("127.0.0.2", 0));
      stranger.connect(new InetSocketAddress("127.0.0.1", northPort));
    }
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    try (Socket rude = new Socket(InetAddress.getLoopbackAddress(), northPort)) {
      rude.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      rude.setSoTimeout(10_000);
      InputStream in = rude.getInputStream();
      while (in.read() >= 0) {
        // An alert of TLS, then the end.
        continue;
      }
    } catch (SocketException e) {
      // Closed with a reset: as good.
      assertThat(e).hasMessageContaining("reset");
    }
    assertThat(north.store.sell()).isTrue();
    awaitEqual(south, north);
  }

  @Test
  void anActiveNodeGoesOnWithoutItsDatabaseAfterAStart() {
    TestNode north = north();
    north.close();
    north.store.away(true);
    north.restart();
    north.skip(ReplicaRounds.ASK);
    north.await("active");
    north.await("EMMs flow from the snapshot", north::owns);
    north.store.away(false);
    north.await("takes changes", () -> north.store.sell());
  }

  @Test
  void saysThatTheStandbyIsBehind() {
    TestNode north = north();
    TestNode south = south().await("standby");
    awaitEqual(south, north);
    north.close();
    south.skip(Duration.ofSeconds(40));
    south.await("alarm", () -> alarms(south).contains(AlarmCode.STANDBY_BEHIND));
    south.await(
        "says why",
        () ->
            south.house().endpoint().alarms().stream()
                .anyMatch(alarm -> alarm.text(Locale.ENGLISH).contains("cannot be asked")));
    south.close();
    north.restart().skip(ReplicaRounds.ASK);
    north.await("active");
    assertThat(alarms(north)).doesNotContain(AlarmCode.STANDBY_BEHIND);
    north.wrong = Duration.ofSeconds(40);
    assertThat(alarms(north)).contains(AlarmCode.STANDBY_BEHIND);
  }
}
