package io.caskade.itests.exam;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Accounts with a network card each, one for each protocol, and their receivers. */
final class ReceiverCrowd implements AutoCloseable {
  private static final String NETWORK = "/api/v1/networks/main";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int CHANNEL = 99;
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final Map<String, String> passwords = new LinkedHashMap<>();
  private final Map<String, ReceiverLoad> receivers = new LinkedHashMap<>();
  private final Map<String, Integer> ports;
  private final byte[] ecm;

  /**
   * Makes the ECM that all of them ask for.
   *
   * @param ports by protocol
   * @param ecmgPort where it is made
   */
  ReceiverCrowd(Map<String, Integer> ports, int ecmgPort) throws IOException {
    this.ports = ports;
    ecm = ecm(ecmgPort);
  }

  /** An ECM of the head-end for product 0. */
  private static byte[] ecm(int port) throws IOException {
    try (ScsConnection scs = new ScsConnection(port, CHANNEL, PATIENCE)) {
      scs.setUpChannel(ScsLoad.SUPER_CAS_ID);
      scs.expect(ScsConnection.CHANNEL_STATUS);
      scs.setUpStream(1);
      scs.expect(ScsConnection.STREAM_STATUS);
      scs.provision(
          1, 1, new byte[] {1, 2, 3, 6, 4, 5, 6, 15}, new byte[] {7, 8, 9, 24, 1, 1, 1, 3});
      return ScsConnection.value(
          scs.expect(ScsConnection.ECM_RESPONSE), ScsConnection.ECM_DATAGRAM);
    }
  }

  /** Makes an account for a protocol and sells its card product 0. */
  void subscribe(Rest rest, String protocol, long card) throws IOException, InterruptedException {
    Rest.Answer made =
        rest.call(
            "POST",
            NETWORK + "/receivers",
            "{\"name\":\"%s\",\"card\":%d,\"makeCard\":true}".formatted(protocol, card));
    require(CREATED, made);
    passwords.put(protocol, made.text("password"));
    require(
        OK,
        rest.call(
            "PUT",
            NETWORK + "/cards/" + card + "/entitlements",
            ("{\"entitlements\":[{\"products\":[0],\"start\":\"2026-01-01T00:00:00Z\","
                + "\"finish\":\"2036-01-01T00:00:00Z\"}]}")));
  }

  private static void require(int status, Rest.Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
  }

  /** Whether the receiver of a protocol is let in now; the one before it is forgotten. */
  boolean logsIn(String protocol) {
    Optional<ReceiverLoad> opened =
        ReceiverLoad.open(
            protocol, ports.get(protocol), protocol, passwords.getOrDefault(protocol, ""), ecm);
    opened.ifPresent(receiver -> receivers.put(protocol, receiver));
    return opened.isPresent();
  }

  ReceiverLoad of(String protocol) {
    return receivers.get(protocol);
  }

  @Override
  public void close() throws InterruptedException {
    for (ReceiverLoad receiver : receivers.values()) {
      receiver.close();
    }
  }
}
