package io.caskade.tools.bench.receivers;

import io.caskade.api.base.NetworkId;
import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.tools.bench.HeadEnd;
import io.caskade.tools.bench.HttpConnection;
import io.caskade.tools.bench.faults.Job;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A head-end with receiver accounts, all protocols listening, and clients that log in to it. */
final class CwStage implements AutoCloseable {
  private static final long FIRST_CARD = 4_100_000_000L;
  private static final int CA_SYSTEM_ID = 0x0B00;
  private static final String NETWORK = "/api/v1/networks/main/";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The same for all: what is measured does not depend on it. */
  private static final String PASSWORD = "bench-password";

  private final HeadEnd headEnd;
  private final Map<Protocol, Integer> ports;

  /** What is spoken. */
  enum Protocol {
    NEWCAMD("newcamd"),
    CS378X("cs378x"),
    CCCAM("CCcam");

    private final String shown;

    Protocol(String shown) {
      this.shown = shown;
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  CwStage(Path home) throws IOException {
    headEnd = new HeadEnd(home);
    ports =
        Map.of(
            Protocol.NEWCAMD, freePort(), Protocol.CS378X, freePort(), Protocol.CCCAM, freePort());
    headEnd
        .configure(
            "io.caskade.receivers.newcamd-bench",
            Map.of("port", port(Protocol.NEWCAMD), "desKey", NewcamdPeer.DES_KEY))
        .configure(
            "io.caskade.receivers.camd35-bench",
            Map.of("port", port(Protocol.CS378X), "transport", "tcp"))
        .configure("io.caskade.receivers.cccam-bench", Map.of("port", port(Protocol.CCCAM)))
        // A closed loop asks more often than any receiver.
        .configure("io.caskade.receivers.server", Map.of("ecmsPerMinute", "0", "ecmRepeats", "0"));
  }

  /** Starts it and makes the accounts. */
  void start(int accounts) throws IOException {
    headEnd.start();
    try (HttpConnection http = headEnd.connect(PATIENCE)) {
      Job.start(
              http,
              "{\"addRange\":{\"first\":"
                  + FIRST_CARD
                  + ",\"count\":"
                  + accounts
                  + ",\"status\":\"active\",\"entitlements\":[{\"products\":[0],\"start\":"
                  + "\"2026-01-01T00:00:00Z\",\"finish\":\"2036-01-01T00:00:00Z\"}]}}")
          .await(headEnd, PATIENCE);
      for (int i = 0; i < accounts; i++) {
        http.call(
                "POST",
                NETWORK + "receivers",
                "{\"name\":\"%s\",\"card\":%d,\"password\":\"%s\"}"
                    .formatted(name(i), FIRST_CARD + i, PASSWORD))
            .require(201);
      }
    }
  }

  /** ECMs under the key of the head-end. */
  CwEcms ecms() {
    var files = new VaultFiles(headEnd.file("etc/vault.p12"), headEnd.file("etc/vault.password"));
    try (var vault = Pkcs12Vault.open(files, new SecureRandom(), () -> {})) {
      return new CwEcms(vault.ecmKey(new NetworkId("main")));
    }
  }

  /** Logs in the first accounts, each once. */
  List<CwPeer> logIn(Protocol protocol, int clients) throws IOException {
    List<CwPeer> peers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      CwPeer peer = connect(protocol);
      peer.logIn(name(i), PASSWORD.getBytes(StandardCharsets.US_ASCII));
      peers.add(peer);
    }
    return peers;
  }

  private CwPeer connect(Protocol protocol) throws IOException {
    var target =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.getOrDefault(protocol, 0));
    try {
      return switch (protocol) {
        case NEWCAMD -> new NewcamdPeer(target);
        case CS378X -> new Cs378xPeer(target, CA_SYSTEM_ID);
        case CCCAM -> new CccamPeer(target, CA_SYSTEM_ID);
      };
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Megabytes that the process holds in memory (VmRSS). */
  long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + headEnd.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    throw new IOException("the head-end has ended");
  }

  /** Processor time of the head-end so far. */
  Duration cpu() {
    return headEnd.cpu();
  }

  private String port(Protocol protocol) {
    return String.valueOf(ports.get(protocol));
  }

  private static String name(int account) {
    return "bench%05d".formatted(account);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    headEnd.close();
  }
}
