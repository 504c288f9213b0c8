package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static io.caskade.ecm.issuer.IssuerFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.InstalledProfile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProfileSwapTest {
  private static final URI NEXT = URI.create("file:/next.jar");
  private static final Duration LIMIT = Duration.ofMillis(50);

  private final IssuerFixture fixture = new IssuerFixture(Duration.ofSeconds(20));
  private final EcmIssuer issuer = fixture.issuer;
  private final ThreadLoop loop = new ThreadLoop();
  private final EcmLane lane = issuer.openLane(loop);
  private final Shelf shelf = new Shelf();
  private final ProfileSwap swaps = new ProfileSwap(issuer, shelf);

  /** A framework whose bundles offer one profile each. */
  private final class Shelf implements BundleShelf {
    private final Map<URI, Content> files = new HashMap<>();
    private final TreeMap<Long, Content> installed = new TreeMap<>();
    private final List<Long> stuck = new ArrayList<>();
    private Runnable onStart = () -> {};

    private record Content(String version, ToyProfile profile) {}

    void file(URI uri, String version, ToyProfile profile) {
      files.put(uri, new Content(version, profile));
    }

    long present(String version, ToyProfile profile) {
      long id = installed.isEmpty() ? 10 : installed.lastKey() + 1;
      installed.put(id, new Content(version, profile));
      start(id);
      return id;
    }

    @Override
    public long install(URI source) throws IOException, ShelfException {
      Content content = files.get(source);
      if (content == null) {
        throw new FileNotFoundException(source.getPath());
      }
      long id = installed.isEmpty() ? 10 : installed.lastKey() + 1;
      installed.put(id, content);
      return id;
    }

    @Override
    public void start(long bundleId) {
      onStart.run();
      Content content = java.util.Objects.requireNonNull(installed.get(bundleId));
      if (content.version().isEmpty()) {
        return;
      }
      var unused =
          issuer.add(
              new ProfileOffer(bundleId, bundleId, "toy", content.version(), 0, content.profile()));
    }

    @Override
    public void remove(long bundleId) throws ShelfException {
      if (stuck.contains(bundleId)) {
        throw new ShelfException("it is stuck");
      }
      if (installed.remove(bundleId) != null) {
        issuer.remove(bundleId);
      }
    }
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "1.0.0", "0.9.0"})
  void newBundleServesAndTheOldOneIsGoneWhateverTheVersion(String version) throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    shelf.file(NEXT, version, ToyProfile.good(0x82));

    InstalledProfile now = swaps.swap(NEXT, LIMIT);

    assertThat(now.version()).isEqualTo(version);
    assertThat(now.state()).isEqualTo("serving");
    assertThat(now.pinned()).isEqualTo(version.equals("0.9.0"));
    assertThat(serving()).isEqualTo(0x82);
    assertThat(shelf.installed).hasSize(1);
  }

  @Test
  void olderVersionStaysInForceWhenTheNewerOneReappears() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    shelf.file(NEXT, "0.9.0", ToyProfile.good(0x82));
    swaps.swap(NEXT, LIMIT);

    shelf.present("1.0.0", ToyProfile.good(0x83));

    assertThat(serving()).isEqualTo(0x82);
  }

  @Test
  void pinOfTheOldVersionMovesToTheNewOne() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    issuer.pin("toy", "1.0.0");
    shelf.file(NEXT, "2.0.0", ToyProfile.good(0x82));

    assertThat(swaps.swap(NEXT, LIMIT).pinned()).isTrue();
    assertThat(fixture.pins.kept).containsEntry("toy", "2.0.0");
  }

  @Test
  void rejectedProfileIsTakenAwayAgain() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    shelf.file(NEXT, "2.0.0", ToyProfile.broken(0x82));

    assertRefused(ErrorCode.PROFILE_REJECTED, "differs");

    assertUntouched();
    assertThat(issuer.alarms()).isEmpty();
  }

  @Test
  void bundleWithoutAProfileIsTakenAwayAgain() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    shelf.file(NEXT, "", ToyProfile.good(0x82));

    assertRefused(ErrorCode.SWAP_FAILED, "no profile of it appeared");

    assertUntouched();
  }

  @Test
  void fileThatIsNotThereChangesNothing() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));

    assertRefused(ErrorCode.SWAP_FAILED, "next.jar");

    assertUntouched();
  }

  @Test
  void profileThatCannotServeANetworkIsTakenAwayAgain() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    ToyProfile picky = ToyProfile.good(0x82);
    picky.refusedKey = 4;
    shelf.file(NEXT, "2.0.0", picky);

    assertRefused(ErrorCode.SWAP_FAILED, "network other");

    assertUntouched();
    loop.call(() -> null);
    assertThat(picky.workers).allMatch(worker -> worker.closed);
  }

  @Test
  void oldBundleThatCannotBeUninstalledDoesNotComeBack() throws Exception {
    shelf.stuck.add(shelf.present("1.0.0", ToyProfile.good(0x81)));
    shelf.file(NEXT, "0.9.0", ToyProfile.good(0x82));

    swaps.swap(NEXT, LIMIT);

    assertThat(serving()).isEqualTo(0x82);
  }

  @Test
  void fullDiskCostsThePinNotTheSwap() throws Exception {
    shelf.present("1.0.0", ToyProfile.good(0x81));
    shelf.file(NEXT, "0.9.0", ToyProfile.good(0x82));
    fixture.pins.full = true;

    assertThat(swaps.swap(NEXT, LIMIT).pinned()).isFalse();
    assertThat(serving()).isEqualTo(0x82);
  }

  @Test
  void secondSwapAtTheSameTimeIsRefused() throws Exception {
    shelf.file(NEXT, "2.0.0", ToyProfile.good(0x82));
    var started = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    shelf.onStart =
        () -> {
          started.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    var other = Executors.newSingleThreadExecutor();
    try {
      Future<InstalledProfile> first = other.submit(() -> swaps.swap(NEXT, LIMIT));
      started.await();
      assertRefused(ErrorCode.SWAP_FAILED, "another swap");
      goOn.countDown();
      assertThat(first.get().state()).isEqualTo("serving");
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void twentySwapsWithoutARefusalLeaveNoProfileBehind() throws Exception {
    List<WeakReference<ToyProfile>> gone = new ArrayList<>();
    shelf.present("1.0.0", ToyProfile.good(0));
    for (int i = 1; i <= 20; i++) {
      ToyProfile failing =
          ToyProfile.behaving(
              i,
              input -> {
                throw new IllegalArgumentException("fails at once");
              });
      gone.add(new WeakReference<>(failing));
      shelf.file(NEXT, "1.0." + i, failing);
      swaps.swap(NEXT, LIMIT);
      assertThat(loop.call(() -> lane.issue(request(MAIN_ID))))
          .isInstanceOf(EcmResult.Refused.class);
      loop.call(() -> null);
    }
    shelf.file(NEXT, "2.0.0", ToyProfile.good(0x55));
    swaps.swap(NEXT, LIMIT);

    assertThat(serving()).isEqualTo(0x55);
    assertThat(shelf.installed).hasSize(1);
    for (int i = 0; i < 50 && gone.stream().anyMatch(ref -> !ref.refersTo(null)); i++) {
      System.gc();
    }
    assertThat(gone).allMatch(ref -> ref.refersTo(null));
  }

  private void assertRefused(ErrorCode code, String text) {
    assertThatThrownBy(() -> swaps.swap(NEXT, LIMIT))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(text);
            });
  }

  private void assertUntouched() throws Exception {
    assertThat(serving()).isEqualTo(0x81);
    assertThat(shelf.installed).hasSize(1);
    assertThat(issuer.profiles()).hasSize(1);
    assertThat(issuer.profiles().get(0).state()).isEqualTo("serving");
  }

  private int serving() throws Exception {
    return tag(loop.call(() -> lane.issue(request(MAIN_ID))));
  }
}
