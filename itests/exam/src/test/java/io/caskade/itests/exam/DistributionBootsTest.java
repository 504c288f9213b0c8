package io.caskade.itests.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;

/** The distribution as it is shipped comes up whole and opens nothing that is not documented. */
public class DistributionBootsTest extends HeadEndTest {
  @Test
  public void everyBundleIsActiveAndEveryFragmentAttached() {
    assertEquals(List.of(), Bundles.unfit(context));
  }

  @Test
  public void theLogHasNoError() throws IOException {
    List<String> errors = log().stream().filter(line -> line.contains("| ERROR |")).toList();

    assertEquals(List.of(), errors);
    assertTrue("the log is written", log().stream().anyMatch(line -> line.contains("| INFO  |")));
  }

  @Test
  public void listensOnTheDocumentedPortsOfTheLoopbackOnly() throws IOException {
    Set<Integer> documented = Set.of(sshPort(), ecmgPort(), httpPort());
    await("the documented ports are open", () -> ports().containsAll(documented));

    List<InetSocketAddress> harness = Listeners.rmi(documented);
    List<InetSocketAddress> listeners = new ArrayList<>(Listeners.all());
    listeners.removeAll(harness);

    assertEquals("the harness has one server, JMX would be a second", 1, harness.size());
    assertEquals(
        documented, listeners.stream().map(InetSocketAddress::getPort).collect(Collectors.toSet()));
    assertTrue(
        "only on the loopback: " + listeners,
        listeners.stream().allMatch(address -> address.getAddress().isLoopbackAddress()));
  }

  @Test
  public void theFirstStartLeavesCredentialsForTheOwnerOnly() throws IOException {
    for (String file : List.of("etc/initial-credentials.properties", "etc/users.properties")) {
      Path path = home().resolve(file);
      await(file + " is written", () -> Files.exists(path));
      assertEquals(
          file, "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }
  }

  private static Set<Integer> ports() {
    try {
      return Listeners.all().stream().map(InetSocketAddress::getPort).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
