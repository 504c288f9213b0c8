package io.caskade.itests.exam;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Base of the classes that run inside the built distribution: one fresh head-end a class, on ports
 * that were free a moment ago. The test methods run in the container, {@link #configuration()} and
 * {@link #options()} outside of it.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class HeadEndTest {
  /** System properties by which the etc files take their ports, as {@code --set} does. */
  static final String ECMG_PORT = "caskade.ecmg.port";

  static final String SSH_PORT = "caskade.ssh.port";

  static final String HTTP_PORT = "caskade.http.port";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  @Inject protected BundleContext context;

  /** Present when all boot features are installed. */
  @Inject
  @Filter(timeout = 240_000)
  protected BootFinished boot;

  @Configuration
  public Option[] configuration() throws IOException {
    List<Option> options = new ArrayList<>();
    options.add(
        karafDistributionConfiguration()
            .frameworkUrl(Path.of(System.getProperty("caskade.distribution")).toUri().toString())
            .name("caskade")
            .unpackDirectory(Path.of(System.getProperty("caskade.exam.folder")).toFile())
            .useDeployFolder(false));
    // -Dcaskade.exam.keep leaves the folder for a look at its log.
    if (System.getProperty("caskade.exam.keep") != null) {
      options.add(keepRuntimeFolder());
    }
    // The harness's own bundles; the distribution itself takes nothing from there.
    options.add(
        editConfigurationFilePut(
            "etc/org.ops4j.pax.url.mvn.cfg",
            "org.ops4j.pax.url.mvn.localRepository",
            System.getProperty("caskade.exam.harness")));
    options.add(configureConsole().ignoreLocalConsole());
    options.add(vmOptions(javaOptions()));
    options.add(logLevel(LogLevel.INFO));
    int[] ports = freePorts(3);
    options.add(systemProperty(ECMG_PORT).value(Integer.toString(ports[0])));
    options.add(systemProperty(SSH_PORT).value(Integer.toString(ports[1])));
    options.add(systemProperty(HTTP_PORT).value(Integer.toString(ports[2])));
    options.addAll(Arrays.asList(options()));
    return options.toArray(Option[]::new);
  }

  /** As bin/karaf and bin/setenv start the head-end. */
  private static String[] javaOptions() {
    String specs = "lib/endorsed/org.apache.karaf.specs.%s-" + System.getProperty("karaf.version");
    return new String[] {
      "-Xmx512m",
      "-Dio.netty.allocator.type=pooled",
      "-Djava.security.manager=allow",
      "--add-reads=java.xml=java.logging",
      "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
      "--patch-module=java.base=" + specs.formatted("locator") + ".jar",
      "--patch-module=java.xml=" + specs.formatted("java.xml") + ".jar",
      "--add-opens=java.base/java.security=ALL-UNNAMED",
      "--add-opens=java.base/java.net=ALL-UNNAMED",
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "--add-opens=java.base/java.util=ALL-UNNAMED",
      "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
    };
  }

  /** What a class needs beside the defaults, for example {@code editConfigurationFilePut}. */
  protected Option[] options() throws IOException {
    return CoreOptions.options();
  }

  /** On a later start the features are there before the bundles run. */
  @Before
  public void awaitStartLevel() {
    await("all bundles that should run do", () -> Bundles.asleep(context).isEmpty());
  }

  protected static int ecmgPort() {
    return Integer.getInteger(ECMG_PORT);
  }

  protected static int sshPort() {
    return Integer.getInteger(SSH_PORT);
  }

  protected static int httpPort() {
    return Integer.getInteger(HTTP_PORT);
  }

  /** Lines of the log so far. */
  protected List<String> log() throws IOException {
    return Files.readAllLines(home().resolve("data/log/caskade.log"));
  }

  /** Folder of the running head-end with etc/, data/ and deploy/. */
  protected Path home() {
    return Path.of(context.getProperty("karaf.base"));
  }

  /** Waits until the service is there. */
  protected <T> T service(Class<T> type) {
    return service(type, "(objectClass=*)");
  }

  /** Waits until a service with these properties is there. */
  protected <T> T service(Class<T> type, String filter) {
    try {
      ServiceTracker<T, T> tracker =
          new ServiceTracker<>(
              context,
              FrameworkUtil.createFilter("(&(objectClass=" + type.getName() + ")" + filter + ")"),
              null);
      tracker.open();
      T service = tracker.waitForService(PATIENCE.toMillis());
      if (service == null) {
        throw new AssertionError("no service " + type.getName() + " " + filter);
      }
      return service;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + type.getName(), e);
    } catch (org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Waits up to 30 s for what happens in other threads of the head-end. */
  protected static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(LOOK_EVERY.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting: " + what, e);
      }
    }
  }

  /** Ports of the loopback that are free now, all different. */
  protected static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = sockets[i].getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }
}
