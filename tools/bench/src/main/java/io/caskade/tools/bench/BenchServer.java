package io.caskade.tools.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.ecmg.EcmgServer;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.wire.SessionLoops;
import io.caskade.ecm.issuer.EcmIssuer;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The head-end's own ECMG and issuer without OSGi, in the child process. Prints {@code port N};
 * answers {@code figures} with processor nanoseconds, bytes allocated, young and old collections.
 */
final class BenchServer {
  /** The profile with its cipher. */
  static final String TVCAS3 = "tvcas3";

  /** The profile with the cipher switched off. */
  static final String NONE = "none";

  static final String FIGURES = "figures";

  private static final int ECM_KEY_LENGTH = 32;

  private BenchServer() {}

  public static void main(String[] arguments) throws IOException {
    boolean ciphered = TVCAS3.equals(arguments[0]);
    CasProfile profile = ciphered ? new Tvcas3Profile(new BlockCiphers()) : new UncipheredProfile();
    var network =
        new Network(
            NetworkId.MAIN,
            Network.DEFAULT_CA_SYSTEM_ID,
            Tvcas3Profile.PROFILE,
            ZoneOffset.UTC,
            ZoneOffset.UTC);
    byte[] key = new byte[ECM_KEY_LENGTH];
    new SplittableRandom(1).nextBytes(key);
    try (SessionLoops loops = SessionLoops.open(Integer.parseInt(arguments[1]));
        EcmIssuer issuer =
            EcmIssuer.of(
                () -> System.currentTimeMillis() / 1_000,
                List.of(network),
                id -> new EcmKey(key),
                List.of(profile))) {
      loops.use(issuer);
      var server = new EcmgServer(ListenerSettings.defaults("bench", "127.0.0.1", 0), loops);
      server.start();
      int port =
          server.localAddress().orElseThrow(() -> new IOException(server.detail())).getPort();
      System.out.println("port " + port);
      obey();
      server.stop();
    }
  }

  private static void obey() throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.equals(FIGURES)) {
        return;
      }
      System.out.println(FIGURES + " " + figures());
    }
  }

  private static String figures() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long allocated =
        Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
            .filter(bytes -> bytes > 0)
            .sum();
    return system.getProcessCpuTime() + " " + allocated + " " + young() + " " + old();
  }

  private static long young() {
    return collections() - old();
  }

  private static long old() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> isOld(collector.getName()))
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** "G1 Old Generation", "MarkSweepCompact" (Serial), "PS MarkSweep" (Parallel). */
  private static boolean isOld(String collector) {
    return collector.contains("Old") || collector.contains("MarkSweep");
  }
}
