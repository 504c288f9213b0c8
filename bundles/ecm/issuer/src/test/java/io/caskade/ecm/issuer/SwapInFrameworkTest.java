package io.caskade.ecm.issuer;

import static io.caskade.ecm.issuer.IssuerFixture.MAIN_ID;
import static io.caskade.ecm.issuer.IssuerFixture.request;
import static io.caskade.ecm.issuer.IssuerFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.ecm.issuer.clock.ClockKeeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

/** The component on a real framework: Felix, bundles with class loaders of their own. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
class SwapInFrameworkTest {
  private static final List<Class<?>> CONTENTS =
      List.of(
          ToyActivator.class,
          ToyProfile.class,
          ToyProfile.Behaviour.class,
          ToyProfile.ToyWorker.class);

  private final ThreadLoop loop = new ThreadLoop();
  private Path directory;
  private Framework framework;
  private BundleContext context;
  private IssuerComponent issuer;
  private EcmLane lane;
  private volatile boolean done;

  @BeforeEach
  void start(@TempDir Path temporary) throws Exception {
    directory = temporary;
    framework =
        new org.apache.felix.framework.FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    directory.resolve("storage").toString(),
                    "karaf.data",
                    directory.resolve("data").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "io.caskade.api.base,io.caskade.api.ecm,io.caskade.api.keys"));
    framework.start();
    context = framework.getBundleContext();
    issuer = new IssuerComponent(context, defaults());
    issuer.bindVault(vault());
    issuer.bindDirectory(directoryOf(IssuerFixture.MAIN));
    context.addServiceListener(this::profile, "(objectClass=" + CasProfile.class.getName() + ")");
    lane = issuer.openLane(loop);
  }

  @AfterEach
  void stop() throws Exception {
    done = true;
    issuer.stop();
    loop.close();
    framework.stop();
    framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
  }

  /** As Declarative Services calls the component. */
  private void profile(ServiceEvent event) {
    @SuppressWarnings("unchecked")
    var service = (ServiceReference<CasProfile>) event.getServiceReference();
    switch (event.getType()) {
      case ServiceEvent.REGISTERED -> issuer.bindProfile(context.getService(service), service);
      case ServiceEvent.UNREGISTERING -> {
        issuer.unbindProfile(service);
        context.ungetService(service);
      }
      default -> issuer.updatedProfile(service);
    }
  }

  @Test
  void twentySwapsUnderLoadGiveNoGapAndLeaveNoClassLoaderBehind() throws Exception {
    context.installBundle(jar("first.jar", "1.0.0", "0").toUri().toString()).start();
    Queue<EcmResult> gaps = new ConcurrentLinkedQueue<>();
    loop.execute(() -> issueAndComeAgain(gaps));
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    for (int i = 1; i <= 20; i++) {
      loaders.add(new WeakReference<>(loaderOfProfile()));
      Path same = jar("next.jar", "1.0." + i, Integer.toString(i));
      assertThat(issuer.swap(same.toUri()).version()).isEqualTo("1.0." + i);
    }

    assertThat(serving()).isEqualTo(20);
    assertThat(gaps).isEmpty();
    assertThat(profileBundles()).hasSize(1);
    for (int i = 0; i < 100 && loaders.stream().anyMatch(l -> !l.refersTo(null)); i++) {
      System.gc();
    }
    assertThat(loaders).allMatch(loader -> loader.refersTo(null));
  }

  @Test
  void backToAnOlderVersionIsPinned() throws Exception {
    context.installBundle(jar("first.jar", "2.0.0", "2").toUri().toString()).start();

    assertThat(issuer.swap(jar("old.jar", "1.0.0", "1").toUri()).pinned()).isTrue();

    assertThat(serving()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("data/issuer/profile-pins.properties")))
        .isEqualTo("toy=1.0.0\n");
  }

  @Test
  void secondVersionBesideTheFirstServesByPlainBinding() throws Exception {
    context.installBundle(jar("a.jar", "1.0.0", "1").toUri().toString()).start();
    Bundle second = context.installBundle(jar("b.jar", "1.1.0", "2").toUri().toString());
    second.start();
    assertThat(serving()).isEqualTo(2);

    second.stop();
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void inPlaceUpdateIsUnavailableForAMomentOnly() throws Exception {
    Bundle only = context.installBundle(jar("a.jar", "1.0.0", "1").toUri().toString());
    only.start();
    only.stop();
    assertThat(loop.call(() -> lane.issue(request(MAIN_ID))))
        .isInstanceOf(EcmResult.Unavailable.class);
    int told = loop.changes.get();

    try (InputStream update = Files.newInputStream(jar("a2.jar", "1.0.1", "2"))) {
      only.update(update);
    }
    only.start();

    assertThat(serving()).isEqualTo(2);
    assertThat(loop.changes.get()).isGreaterThan(told);
  }

  @Test
  void whatIsNoProfileBundleLeavesEverythingAsItWas() throws Exception {
    context.installBundle(jar("first.jar", "1.0.0", "1").toUri().toString()).start();
    issuer.configure(quick());
    Path garbage = Files.writeString(directory.resolve("garbage.jar"), "not a jar");

    assertFails(garbage, "");
    assertFails(directory.resolve("absent.jar"), "there is no file");
    assertFails(jar("same.jar", "1.0.0", "2"), "same name and version");
    assertFails(jar("none.jar", "3.0.0", ""), "no profile of it appeared within 0 s");

    assertThat(profileBundles()).hasSize(1);
    assertThat(serving()).isEqualTo(1);
  }

  @Test
  void stoppedComponentLeavesNoThreadAndTheExactFloor() throws Exception {
    issuer.stop();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(ClockKeeper.THREAD);
    assertThat(Files.readString(directory.resolve("data/issuer/clock-floor")))
        .startsWith("caskade-ecm-floor 1 ");
  }

  private void issueAndComeAgain(Queue<EcmResult> gaps) {
    for (int i = 0; i < 20; i++) {
      EcmResult result = lane.issue(request(MAIN_ID));
      if (!(result instanceof EcmResult.Issued)) {
        gaps.add(result);
      }
    }
    if (!done) {
      loop.execute(() -> issueAndComeAgain(gaps));
    }
  }

  private void assertFails(Path file, String why) {
    assertThatThrownBy(() -> issuer.swap(file.toUri()))
        .isInstanceOfSatisfying(
            CaskadeException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SWAP_FAILED);
              assertThat(e).hasMessageContaining(why);
            });
  }

  private int serving() throws Exception {
    return tag(loop.call(() -> lane.issue(request(MAIN_ID))));
  }

  private List<Bundle> profileBundles() {
    return Stream.of(context.getBundles()).filter(b -> b.getBundleId() != 0).toList();
  }

  private ClassLoader loaderOfProfile() {
    return profileBundles().get(0).adapt(BundleWiring.class).getClassLoader();
  }

  /** A bundle of toy classes; without a tag it offers no profile. */
  private Path jar(String name, String version, String tag) throws IOException {
    var manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "toy");
    headers.putValue(Constants.BUNDLE_VERSION, version);
    headers.putValue(Constants.BUNDLE_ACTIVATOR, ToyActivator.class.getName());
    headers.putValue(
        Constants.IMPORT_PACKAGE,
        "org.osgi.framework,io.caskade.api.base,io.caskade.api.ecm,io.caskade.api.keys");
    if (!tag.isEmpty()) {
      headers.putValue(ToyActivator.TAG, tag);
    }
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        var jar = new JarOutputStream(out, manifest)) {
      for (Class<?> type : CONTENTS) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(path));
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
          in.transferTo(jar);
        }
      }
    }
    return file;
  }

  private static NetworkDirectory directoryOf(Network network) {
    return () -> List.of(network);
  }

  private static KeyVault vault() {
    return (KeyVault)
        Proxy.newProxyInstance(
            KeyVault.class.getClassLoader(),
            new Class<?>[] {KeyVault.class},
            (self, method, arguments) -> key((NetworkId) arguments[0]));
  }

  private static EcmKey key(NetworkId network) {
    assertThat(network).isEqualTo(NetworkId.MAIN);
    return ToyProfile.key(3);
  }

  private static IssuerConfiguration defaults() {
    return configuration(Map.of());
  }

  private static IssuerConfiguration quick() {
    return configuration(Map.of("swapLimitSeconds", 0));
  }

  private static IssuerConfiguration configuration(Map<String, Object> settings) {
    return (IssuerConfiguration)
        Proxy.newProxyInstance(
            IssuerConfiguration.class.getClassLoader(),
            new Class<?>[] {IssuerConfiguration.class},
            (self, method, arguments) ->
                settings.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
