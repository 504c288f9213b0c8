package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.BannedAddress;
import io.caskade.api.receivers.BlockedAccount;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.receivers.ReceiverShare;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers that are logged in, blocks and bans over real HTTP. */
class ReceiverDeskTest extends RestScene {
  private static final Instant UNTIL = FakeHeadEnd.NOW.plusSeconds(86_400);

  private final List<String> blocked = new ArrayList<>(List.of("ann", "bob"));
  private final List<InetAddress> banned = new ArrayList<>();

  @BeforeEach
  void serve() throws UnknownHostException {
    banned.add(InetAddress.getByName("192.0.2.7"));
    banned.add(InetAddress.getByName("2001:db8::1"));
    api.headEnd.parts.put(
        ReceiverDesk.class,
        Fakes.of(
            ReceiverDesk.class,
            Map.of(
                "clients",
                    a ->
                        List.of(
                            client("ann", Optional.of(Refusal.NOT_ENTITLED)),
                            client("bob", Optional.empty())),
                "blocked",
                    a ->
                        blocked.stream()
                            .map(
                                name ->
                                    new BlockedAccount(
                                        name, FakeHeadEnd.NOW, UNTIL, "3 services for 40 min"))
                            .toList(),
                "unblock", a -> blocked.remove(a[0]),
                "banned",
                    a ->
                        banned.stream()
                            .map(
                                address ->
                                    new BannedAddress(address, FakeHeadEnd.NOW, UNTIL, 5, "root"))
                            .toList(),
                "pardon", a -> banned.remove(a[0]))));
    // Bob is an account of the north, Ann of another network.
    api.headEnd.parts.put(
        ReceiverManagement.class,
        Fakes.of(
            ReceiverManagement.class,
            Map.of(
                "list",
                a ->
                    List.of(
                        new ReceiverAccount(
                            (NetworkId) a[1],
                            "bob",
                            1,
                            new CardSerial(7),
                            new WrappedKey(Octets.empty()),
                            ReceiverRules.DEFAULT,
                            true)))));
  }

  private static ReceiverClient client(String name, Optional<Refusal> refusal)
      throws UnknownHostException {
    return new ReceiverClient(
        "newcamd",
        name,
        new InetSocketAddress(InetAddress.getByName("192.0.2.9"), 40_001),
        "OSCam",
        FakeHeadEnd.NOW,
        FakeHeadEnd.NOW.plusSeconds(9),
        "0B00:0065",
        0,
        100,
        3,
        2,
        1,
        150,
        200,
        4_000,
        refusal,
        1,
        List.of(new ReceiverShare(0x0B00, 0, 103, 100)));
  }

  @Test
  void clientsAreShownWithTheirFigures() throws Exception {
    JsonNode items = api.json(api.get("/receivers/clients")).path("items");
    assertThat(items.findValuesAsText("account")).containsExactly("ann", "bob");
    JsonNode ann = items.path(0);
    assertThat(ann.path("address").asText()).isEqualTo("192.0.2.9");
    assertThat(ann.path("service").asText()).isEqualTo("0B00:0065");
    assertThat(ann.path("found").asLong()).isEqualTo(100);
    assertThat(ann.path("p99Micros").asLong()).isEqualTo(4_000);
    assertThat(ann.path("lastRefusal").asText()).isEqualTo("NO CARD (ENTITLEMENT)");
    assertThat(ann.path("timedOut").asLong()).isEqualTo(1);
    assertThat(ann.path("shares").path(0).path("caSystemId").asText()).isEqualTo("0B00");
    assertThat(ann.path("shares").path(0).path("provider").asText()).isEqualTo("000000");
    assertThat(ann.path("shares").path(0).path("asked").asLong()).isEqualTo(103);
    assertThat(ann.path("shares").path(0).path("found").asLong()).isEqualTo(100);
    assertThat(items.path(1).has("lastRefusal")).isFalse();
    JsonNode one = api.json(api.get("/receivers/clients?account=bob")).path("items");
    assertThat(one.findValuesAsText("account")).containsExactly("bob");
  }

  @Test
  void aBlockIsLiftedInOneCallAndTheJournalSaysSo() throws Exception {
    JsonNode blocks = api.json(api.get("/receivers/blocks")).path("items");
    assertThat(blocks.findValuesAsText("account")).containsExactly("ann", "bob");
    assertThat(blocks.path(0).path("why").asText()).isEqualTo("3 services for 40 min");
    assertThat(delete("/receivers/blocks/ann", FakeHeadEnd.ALL)).isEqualTo(204);
    assertThat(blocked).containsExactly("bob");
    assertThat(api.headEnd.notes).containsExactly("UNBLOCK receiver-account:ann");
    assertThat(delete("/receivers/blocks/ann", FakeHeadEnd.ALL)).isEqualTo(404);
  }

  @Test
  void aBanIsLiftedByAddress() throws Exception {
    JsonNode bans = api.json(api.get("/receivers/bans")).path("items");
    assertThat(bans.findValuesAsText("address"))
        .containsExactly("192.0.2.7", "2001:db8:0:0:0:0:0:1");
    assertThat(bans.path(0).path("failures").asInt()).isEqualTo(5);
    assertThat(delete("/receivers/bans/2001:db8::1", FakeHeadEnd.ALL)).isEqualTo(204);
    assertThat(delete("/receivers/bans/192.0.2.7", FakeHeadEnd.ALL)).isEqualTo(204);
    assertThat(banned).isEmpty();
    assertThat(api.headEnd.notes)
        .containsExactly(
            "PARDON receiver-address:2001:db8:0:0:0:0:0:1", "PARDON receiver-address:192.0.2.7");
    assertThat(delete("/receivers/bans/192.0.2.7", FakeHeadEnd.ALL)).isEqualTo(404);
    assertThat(delete("/receivers/bans/example.org", FakeHeadEnd.ALL)).isEqualTo(400);
  }

  @Test
  void whoIsBoundToANetworkSeesItsAccountsOnly() throws Exception {
    JsonNode clients = api.json(get("/receivers/clients", FakeHeadEnd.NORTH)).path("items");
    assertThat(clients.findValuesAsText("account")).containsExactly("bob");
    JsonNode blocks = api.json(get("/receivers/blocks", FakeHeadEnd.NORTH)).path("items");
    assertThat(blocks.findValuesAsText("account")).containsExactly("bob");
    assertThat(delete("/receivers/blocks/ann", FakeHeadEnd.NORTH)).isEqualTo(404);
    assertThat(delete("/receivers/blocks/bob", FakeHeadEnd.NORTH)).isEqualTo(204);
    assertThat(blocked).containsExactly("ann");
    assertThat(get("/receivers/bans", FakeHeadEnd.NORTH).statusCode()).isEqualTo(403);
    assertThat(delete("/receivers/bans/192.0.2.7", FakeHeadEnd.NORTH)).isEqualTo(403);
    assertThat(banned).hasSize(2);
  }

  @Test
  void scopesAreKept() throws Exception {
    for (String path : List.of("/receivers/clients", "/receivers/blocks", "/receivers/bans")) {
      assertThat(get(path, FakeHeadEnd.READER).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(delete("/receivers/blocks/ann", FakeHeadEnd.READER)).isEqualTo(403);
    assertThat(blocked).contains("ann");
  }

  @Test
  void withoutTheFeatureTheAnswerSaysSo() throws Exception {
    api.headEnd.parts.remove(ReceiverDesk.class);
    for (String path : List.of("/receivers/clients", "/receivers/blocks", "/receivers/bans")) {
      assertThat(status(api.get(path), "part-missing")).as(path).isEqualTo(503);
    }
    assertThat(delete("/receivers/blocks/ann", FakeHeadEnd.ALL)).isEqualTo(503);
    assertThat(delete("/receivers/bans/192.0.2.7", FakeHeadEnd.ALL)).isEqualTo(503);
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return api.send(as(path, token).GET());
  }

  private int delete(String path, String token) throws Exception {
    return api.send(as(path, token).DELETE()).statusCode();
  }

  private HttpRequest.Builder as(String path, String token) {
    return HttpRequest.newBuilder(api.uri(path)).header("Authorization", "Bearer " + token);
  }
}
