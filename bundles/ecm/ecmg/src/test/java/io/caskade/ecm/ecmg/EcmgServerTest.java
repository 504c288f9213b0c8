package io.caskade.ecm.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Peer;
import io.caskade.ecm.ecmg.session.PeerFilter;
import io.caskade.ecm.ecmg.session.SessionRules;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Muxes, strangers and crowds on real sockets. */
@Timeout(120)
class EcmgServerTest extends ListenerScene {
  @Test
  void twoMuxesWithTheSameChannelIdCoexist() throws IOException {
    int port = port(started(settings()));
    SocketMux one = mux(port);
    SocketMux other = mux(port);
    one.setUp(1, 1);
    other.setUp(1, 1);
    one.send(one.provision(1, 10));
    other.send(other.provision(1, 20));
    assertThat(one.expect(EcmResponse.class).cpNumber()).isEqualTo(10);
    assertThat(other.expect(EcmResponse.class).cpNumber()).isEqualTo(20);
  }

  @Test
  void aMuxThatReconnectsIsTakenAtOnce() throws Exception {
    EcmgServer server = started(settings());
    SocketMux first = mux(port(server));
    first.setUp(1, 1);
    SocketMux again = mux(port(server)); // the first one is half open: nobody closed it
    again.setUp(1, 1);
    again.send(again.provision(1, 0));
    assertThat(again.expect(EcmResponse.class).cpNumber()).isZero();
    first.close();
    assertThat(server.peers()).isNotEmpty();
  }

  @Test
  void eightThousandStreamsOfOneChannelAreAnsweredInTheSameInstant() throws IOException {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUpChannel(1);
    int streams = 8_000;
    ByteArrayOutputStream setups = new ByteArrayOutputStream();
    ByteArrayOutputStream provisions = new ByteArrayOutputStream();
    for (int stream = 0; stream < streams; stream++) {
      setups.writeBytes(mux.streamSetup(stream).pdu().toByteArray());
      provisions.writeBytes(mux.provision(stream, 0).pdu().toByteArray());
    }
    mux.sendInBackground(setups.toByteArray());
    for (int i = 0; i < streams; i++) {
      mux.expect(StreamStatus.class);
    }
    mux.sendInBackground(provisions.toByteArray());
    Set<Integer> answered = new HashSet<>();
    for (int i = 0; i < streams; i++) {
      answered.add(mux.expect(EcmResponse.class).ecmStreamId());
    }
    assertThat(answered).hasSize(streams);
    assertThat(issuer.issued()).isEqualTo(streams);
    assertThat(facts(server).get("streams")).isEqualTo("8000");
  }

  @Test
  void aPeerThatSendsByteByByteIsUnderstood() throws IOException {
    SocketMux mux = mux(port(started(settings())));
    for (EcmgMessage message :
        List.of(mux.channelSetup(1), mux.streamSetup(1), mux.provision(1, 3))) {
      for (byte one : message.pdu().toByteArray()) {
        mux.sendRaw(new byte[] {one});
      }
    }
    mux.expect(ChannelStatus.class);
    mux.expect(StreamStatus.class);
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(3);
  }

  @Test
  void aPeerThatDoesNotReadIsClosedAndDelaysNobody() throws Exception {
    SessionRules rules = SessionRules.defaults();
    SessionRules.Limits limits = rules.limits();
    EcmgServer server =
        started(
            settings()
                .with(
                    rules.with(
                        new SessionRules.Limits(
                            limits.connections(),
                            limits.channels(),
                            limits.streams(),
                            limits.messageBytes(),
                            limits.criteriaBytes(),
                            limits.pduTimeout(),
                            Duration.ofSeconds(1)))));
    SocketMux deaf = mux(port(server));
    deaf.setUp(1, 1);
    SocketMux other = mux(port(server));
    other.setUp(1, 1);
    ByteArrayOutputStream tests = new ByteArrayOutputStream();
    for (int i = 0; i < 20_000; i++) {
      tests.writeBytes(ChannelTest.of(2, 1).pdu().toByteArray());
    }
    deaf.sendForeverInBackground(tests.toByteArray());
    for (int cp = 0; server.peers().size() > 1; cp++) {
      other.send(other.provision(1, cp & 0xFFFF));
      assertThat(other.expect(EcmResponse.class).cpNumber()).isEqualTo(cp & 0xFFFF);
    }
    assertThat(server.counters().get("closed_by_us")).isEqualTo(1);
  }

  @Test
  void anIssuerThatGoesAndComesBackMissesNoProvision() throws IOException {
    SocketMux mux = mux(port(started(settings())));
    mux.setUp(1, 1);
    loops.forget(issuer);
    mux.send(mux.provision(1, 1));
    mux.send(ChannelTest.of(2, 1));
    mux.expect(ChannelStatus.class); // read and answered while the provision waits
    loops.use(issuer);
    assertThat(mux.expect(EcmResponse.class).cpNumber()).isEqualTo(1);
  }

  @Test
  void aChannelIsClosedInOrder() throws IOException {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.send(StreamCloseRequest.of(2, 1, 1));
    mux.expect(StreamCloseResponse.class);
    mux.send(ChannelClose.of(2, 1));
    mux.setUp(2, 1);
    assertThat(facts(server)).containsEntry("channel", "2").containsEntry("streams", "1");
  }

  @Test
  void strangersAreNotLetIn() throws IOException {
    EcmgServer server = started(settings().with(PeerFilter.of(List.of("10.0.0.0/8"))));
    SocketMux mux = mux(port(server));
    assertThat(mux.isClosedByPeer()).isTrue();
    assertThat(server.counters().get("connections_refused")).isEqualTo(1);
  }

  @Test
  void aChangedListEndsTheSessionsOfOthersAndNoOther() throws Exception {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);

    server.apply(settings(server, "127.0.0.0/8"));
    mux.send(ChannelTest.of(2, 1));
    mux.expect(ChannelStatus.class);
    assertThat(server.peers()).as("still allowed").hasSize(1);

    server.apply(settings(server, "10.0.0.0/8"));
    assertThat(mux.isClosedByPeer()).isTrue();
    assertThat(mux(port(server)).isClosedByPeer()).isTrue();

    server.apply(settings(server, "::1", "127.0.0.1"));
    mux(port(server)).setUp(1, 1);
  }

  @Test
  void facesSeeTheSessionAndItsTimes() throws IOException {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.send(mux.provision(1, 0));
    mux.expect(EcmResponse.class);
    mux.send(ChannelTest.of(2, 1));
    mux.expect(ChannelStatus.class);
    assertThat(facts(server))
        .containsEntry("version", "2")
        .containsEntry("channel", "1")
        .containsEntry("super_cas_id", "0x0B000001")
        .containsEntry("network", "main")
        .containsEntry("ecms", "1");
    assertThat(server.counters())
        .containsEntry("provisions", 1L)
        .containsEntry("ecms", 1L)
        .containsEntry("sessions_open", 1L);
    assertThat(server.counters().get("answer_p99_us")).isPositive();
  }

  @Test
  void aCrowdOfIdleConnectionsDelaysNobody() throws IOException {
    EcmgServer server = started(settings());
    int crowd = 500;
    for (int i = 0; i < crowd; i++) {
      mux(port(server));
    }
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.send(mux.provision(1, 1));
    mux.expect(EcmResponse.class);
    assertThat(server.counters()).containsEntry("sessions_open", crowd + 1L);
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAtOnce() throws IOException {
    SessionRules rules = SessionRules.defaults();
    SessionRules.Limits limits = rules.limits();
    EcmgServer server =
        started(
            settings()
                .with(
                    rules.with(
                        new SessionRules.Limits(
                            2,
                            limits.channels(),
                            limits.streams(),
                            limits.messageBytes(),
                            limits.criteriaBytes(),
                            limits.pduTimeout(),
                            limits.writeTimeout()))));
    mux(port(server)).setUp(1, 1);
    mux(port(server)).setUp(1, 1);
    assertThat(mux(port(server)).isClosedByPeer()).isTrue();
  }

  @Test
  void aConnectionThatIsResetInTheMiddleOfAMessageIsForgotten() throws Exception {
    EcmgServer server = started(settings());
    SocketMux mux = mux(port(server));
    mux.setUp(1, 1);
    mux.sendRaw(new byte[] {2, 2, 1, 0, 60, 0});
    mux.reset();
    while (!server.peers().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5); // the reset travels by the kernel
    }
    mux(port(server)).setUp(1, 1);
  }

  private static Map<String, String> facts(EcmgServer server) {
    List<Peer> peers = server.peers();
    assertThat(peers).hasSize(1);
    return peers.get(0).facts();
  }
}
