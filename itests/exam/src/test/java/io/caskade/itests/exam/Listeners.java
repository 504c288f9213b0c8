package io.caskade.itests.exam;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TCP sockets on which this Java process listens, read from Linux's /proc. */
final class Listeners {
  private static final String LISTEN = "0A";
  private static final byte[] RMI_HELLO = HexFormat.of().parseHex("4a524d4900024b");
  private static final int RMI_ACKNOWLEDGE = 0x4E;

  private Listeners() {}

  /** Those that speak RMI, as JMX and the test harness do; {@code known} ports are not asked. */
  static List<InetSocketAddress> rmi(Set<Integer> known) throws IOException {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (InetSocketAddress address : all()) {
      if (!known.contains(address.getPort()) && speaksRmi(address)) {
        servers.add(address);
      }
    }
    return servers;
  }

  static List<InetSocketAddress> all() throws IOException {
    Set<String> inodes = ownSockets();
    List<InetSocketAddress> listeners = new ArrayList<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode ...
        String[] columns = line.trim().split("\\s+");
        if (columns.length > 9 && columns[3].equals(LISTEN) && inodes.contains(columns[9])) {
          listeners.add(address(columns[1]));
        }
      }
    }
    return listeners;
  }

  private static Set<String> ownSockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .map(Listeners::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      return "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Words of four bytes in the order of the machine, then the port: {@code 0100007F:1FA5}. */
  private static InetSocketAddress address(String column) throws UnknownHostException {
    int colon = column.indexOf(':');
    ByteBuffer given = ByteBuffer.wrap(HexFormat.of().parseHex(column.substring(0, colon)));
    ByteBuffer bytes = ByteBuffer.allocate(given.capacity()).order(ByteOrder.nativeOrder());
    while (given.hasRemaining()) {
      bytes.putInt(given.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(bytes.array()), Integer.parseInt(column.substring(colon + 1), 16));
  }

  private static boolean speaksRmi(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(RMI_HELLO);
      return socket.getInputStream().read() == RMI_ACKNOWLEDGE;
    } catch (java.net.SocketTimeoutException silent) {
      return false;
    }
  }
}
