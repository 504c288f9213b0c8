package io.caskade.receivers.newcamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.newcamd.CardData;
import io.caskade.lib.newcamd.Command;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.Header;
import io.caskade.lib.newcamd.NewcamdMessage;
import io.caskade.lib.newcamd.ProtocolVersion;
import io.caskade.lib.receiverlistener.Limits;
import io.caskade.lib.receiverlistener.ListenerSettings;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.Transport;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is newcamd's own: versions, extended mode, keys. */
class NewcamdServerTest {
  private static final DesKey KEY = DesKey.parse("1f2e3d4c5b6a79880102030405f6");
  private static final DesKey OTHER_KEY = DesKey.parse("0102030405060708091011121314");
  private static final int MGCAMD = 0x6D67;
  private static final int PORT = 0;
  private static final byte[] SECTION = {(byte) 0x80, 0x70, 2, 5, 6};
  private static final String WORDS = "E7EEE7BC615EF3B25F30E4739B482E11";

  private final PlayedReceiverService server = new PlayedReceiverService();
  private final ReceiverLoops loops = ReceiverLoops.open("newcamd-test", 1);
  private Optional<ReceiverListener> started = Optional.empty();

  private ReceiverListener start(int caSystemId, ExtendedMode mode) {
    server.account("alice", "pass");
    server.offer(
        new OfferedCard(0x0B00, List.of(0, 1), 0), new OfferedCard(0x0B01, List.of(0x10), 0));
    server.opens(Octets.of(SECTION), Octets.parseHex(WORDS));
    loops.use(server);
    Limits limits = new Limits(100, 100, Duration.ofSeconds(30), Duration.ofSeconds(60));
    ReceiverListener listener =
        new ReceiverListener(
            "newcamd",
            new ListenerSettings(
                SettingsReader.PID, "main", "127.0.0.1", PORT, Transport.TCP, limits),
            new NewcamdProtocol(KEY, caSystemId, mode, new SecureRandom()),
            loops,
            InstantSource.system(),
            System::nanoTime);
    listener.start();
    started = Optional.of(listener);
    return listener;
  }

  @AfterEach
  void stop() {
    started.ifPresent(ReceiverListener::stop);
    loops.close();
  }

  private static NewcamdReceiver receiver(
      ReceiverListener listener, DesKey key, ProtocolVersion version, int clientId)
      throws IOException {
    return new NewcamdReceiver(listener.localAddress().orElseThrow(), key, version, clientId);
  }

  @Test
  void anOldClientSpeaks524() throws IOException {
    ReceiverListener listener = start(0, ExtendedMode.AUTO);
    try (NewcamdReceiver old = receiver(listener, KEY, ProtocolVersion.P524, 0x6378)) {
      assertThat(old.logIn("alice", "pass")).isTrue();
      int question = old.ask(0x0101, SECTION);
      assertThat(old.answer()).isEqualTo(new NewcamdReceiver.Answer(question, Optional.of(WORDS)));
      assertThat(server.entrances()).extracting(each -> each.client()).containsExactly("cx");
      assertThat(server.questions().get(0))
          .extracting(CwQuestion::caSystemId, CwQuestion::serviceId)
          .containsExactly(0x0B00, 0x0101);
    }
  }

  @Test
  void mgCamdGetsAllCardsOnOnePortAndHearsOfChanges() throws IOException {
    ReceiverListener listener = start(0, ExtendedMode.AUTO);
    try (NewcamdReceiver mg = receiver(listener, KEY, ProtocolVersion.P525, MGCAMD)) {
      NewcamdMessage accepted = mg.greet("alice", "pass");
      assertThat(accepted.header().serviceId()).isEqualTo(Header.NEWCS);
      assertThat(accepted.header().extra()).isEqualTo(Header.EXTENDED);
      CardData main = CardData.read(mg.cardData().data()).orElseThrow();
      assertThat(main.caSystemId()).isEqualTo(0x0B00);
      assertThat(main.providers()).containsExactly(0, 1);
      assertThat(List.of(told(mg), told(mg), told(mg)))
          .containsExactly("ADD_CARD 0B00:0", "ADD_CARD 0B00:1", "ADD_CARD 0B01:10");
      server.offer(
          new OfferedCard(0x0B00, List.of(0, 1), 0), new OfferedCard(0x0B02, List.of(2), 0));
      assertThat(List.of(told(mg), told(mg)))
          .containsExactly("REMOVE_CARD 0B01:10", "ADD_CARD 0B02:2");
      mg.send(NewcamdMessage.section(new Header(9, 0x0101, 0x0B02, 2, 0), SECTION));
      assertThat(mg.answer().words()).contains(WORDS);
      assertThat(server.questions().get(0))
          .extracting(CwQuestion::caSystemId, CwQuestion::provider)
          .containsExactly(0x0B02, 2);
    }
  }

  private static String told(NewcamdReceiver mg) throws IOException {
    NewcamdMessage message = mg.receive();
    return "%s %04X:%X"
        .formatted(
            message.command().orElseThrow(),
            message.header().caSystemId(),
            message.header().provider());
  }

  @Test
  void withoutExtendedModeAClientComesBackForAnotherList() throws IOException {
    ReceiverListener listener = start(0x0B01, ExtendedMode.NEVER);
    try (NewcamdReceiver mg = receiver(listener, KEY, ProtocolVersion.P525, MGCAMD)) {
      assertThat(mg.greet("alice", "pass").header().serviceId()).isZero();
      CardData main = CardData.read(mg.cardData().data()).orElseThrow();
      assertThat(main.caSystemId()).isEqualTo(0x0B01);
      server.offer(new OfferedCard(0x0B01, List.of(0x10, 0x11), 0));
      mg.awaitClosed();
    }
  }

  @Test
  void anotherDesKeyIsToldAndClosed() throws IOException {
    ReceiverListener listener = start(0, ExtendedMode.AUTO);
    try (NewcamdReceiver client = receiver(listener, OTHER_KEY, ProtocolVersion.P525, 0x8888)) {
      assertThat(client.logIn("alice", "pass")).isFalse();
      assertThat(server.failures())
          .extracting(PlayedReceiverService.Failure::why)
          .containsExactly(LogInFailure.PROTOCOL);
    }
  }

  @Test
  void aPortWithoutCardsStillListsAProvider() throws IOException {
    ReceiverListener listener = start(0, ExtendedMode.AUTO);
    server.offer();
    try (NewcamdReceiver client = receiver(listener, KEY, ProtocolVersion.P525, 0x8888)) {
      client.greet("alice", "pass");
      CardData main = CardData.read(client.cardData().data()).orElseThrow();
      assertThat(main.providers()).containsExactly(0);
    }
  }

  @Test
  void aSecondLogInIsNoNewcamd() throws IOException {
    ReceiverListener listener = start(0, ExtendedMode.AUTO);
    try (NewcamdReceiver client = receiver(listener, KEY, ProtocolVersion.P525, 0x8888)) {
      assertThat(client.logIn("alice", "pass")).isTrue();
      client.send(NewcamdMessage.of(Command.LOG_IN, Header.answer(3), (byte) 0));
      client.awaitClosed();
      assertThat(server.open()).isZero();
    }
  }

  @Test
  void anotherPasswordHoldsFromTheNextLogInOn() throws IOException {
    ReceiverListener listener = start(0, ExtendedMode.AUTO);
    assertThat(logsIn(listener, "pass")).isTrue();
    server.account("alice", "other");
    assertThat(logsIn(listener, "pass")).isFalse();
    assertThat(logsIn(listener, "other")).isTrue();
  }

  private static boolean logsIn(ReceiverListener listener, String password) throws IOException {
    try (NewcamdReceiver client = receiver(listener, KEY, ProtocolVersion.P525, 0x8888)) {
      return client.logIn("alice", password);
    }
  }
}
