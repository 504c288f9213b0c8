package io.caskade.faces.console.commands.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmOpening;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.ecm.OpeningLane;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.api.receivers.ReceiverClient;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.receivers.Refusal;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import io.caskade.receivers.cccam.session.CccamProtocol;
import io.caskade.receivers.cccam.session.ServerIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against a listener of the head-end. */
class CwTestCommandTest {
  private static final String ECM = "80700541424344EE";
  private static final String WORDS = "11223366445566FF778899980A0B0C21";

  private final PlayedReceiverService server = new PlayedReceiverService();
  private final ReceiverLoops loops = ReceiverLoops.open("cw-test", 1);
  private final ReceiverListener listener = listener();
  private Optional<Refusal> refusal = Optional.empty();
  private final Fake<ReceiverDesk> desk =
      Fake.of(ReceiverDesk.class)
          .on("clients", asked -> server.entrances().stream().map(this::client).toList());

  private ReceiverListener listener() {
    server.account("alice", "s3cret");
    server.offer(new OfferedCard(0x0B00, List.of(0), 0));
    server.opens(Octets.parseHex(ECM), Octets.parseHex(WORDS));
    loops.use(server);
    ReceiverListener made =
        new ReceiverListener(
            "cccam",
            new SettingsCheck("test", "main").common(Transport.TCP, "127.0.0.1", 0, 9, 9, 30, 0),
            new CccamProtocol(
                ServerIdentity.of(NodeId.partner(1, NodeId.OSCAM), "2.0.11").orElseThrow(),
                new SecureRandom()),
            loops,
            InstantSource.system(),
            System::nanoTime);
    made.start();
    return made;
  }

  private ReceiverClient client(io.caskade.api.receivers.Entrance entrance) {
    return new ReceiverClient(
        entrance.protocol(),
        entrance.name(),
        entrance.address(),
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        "0B00:0000",
        0,
        0,
        1,
        0,
        0,
        1,
        1,
        1,
        refusal,
        0,
        List.of());
  }

  @AfterEach
  void stop() {
    listener.stop();
    loops.close();
  }

  private String address() {
    return "127.0.0.1:" + listener.localAddress().orElseThrow().getPort();
  }

  private String test(Shell shell, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("cccam", address(), "alice"));
    return shell.types("s3cret").run(CwTest.class, words.toArray(String[]::new));
  }

  @Test
  void aGoodLineIsToldAndItsSecretsAreNot() throws Exception {
    assertThat(test(new Shell(desk), "--ecm", ECM))
        .contains("cccam alice@" + address(), "  card 0B00 000000", "OK: the control words came")
        .doesNotContain("s3cret", WORDS);
    assertThat(test(new Shell(desk), "--ecm", ECM, "--show-words")).contains(WORDS);
    assertThat(test(new Shell("ru", desk))).contains("Всё в порядке: вход выполнен.");
  }

  @Test
  void aWrongPasswordIsTold() throws Exception {
    assertThat(
            new Shell(desk)
                .types("other")
                .run(CwTest.class, "--ecm", ECM, "cccam", address(), "alice"))
        .contains("User or password are wrong.")
        .doesNotContain("other");
  }

  @Test
  void aClosedPortIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(new Shell().types("x").run(CwTest.class, "cs378x", "127.0.0.1:" + port, "alice"))
        .contains("Nothing listens on 127.0.0.1:" + port);
  }

  @Test
  void thisHeadEndKnowsWhyItRefused() throws Exception {
    server.denies(Octets.parseHex(ECM), Refusal.NOT_ENTITLED);
    refusal = Optional.of(Refusal.NOT_ENTITLED);
    assertThat(test(new Shell(desk), "--ecm", ECM)).contains("is not entitled to this service now");
    refusal = Optional.of(Refusal.SERVICE_LIMIT);
    assertThat(test(new Shell(desk), "--ecm", ECM)).contains("the server refuses this ECM: LIMIT.");
    assertThat(test(new Shell(), "--ecm", ECM))
        .as("a server elsewhere")
        .contains("there are no control words for this ECM");
  }

  private static Fake<EcmOpenings> issuer(Instant issued) {
    OpenedEcm ecm =
        new OpenedEcm(
            issued,
            new ControlWord(new byte[8]),
            new ControlWord(new byte[8]),
            AccessCriteria.NONE);
    Fake<OpeningLane> lane =
        Fake.of(OpeningLane.class).on("open", new EcmOpening.Opened(ecm)).takes("close");
    return Fake.of(EcmOpenings.class).on("openingLane", lane.service());
  }

  @Test
  void anEcmOfAnotherTimeIsTold() throws Exception {
    server.denies(Octets.parseHex(ECM), Refusal.NOT_ENTITLED);
    refusal = Optional.of(Refusal.NOT_ENTITLED);
    Instant old = Instant.now().minusSeconds(86_400);
    assertThat(test(new Shell(desk, issuer(old)), "--ecm", ECM, "--caid", "0B00"))
        .contains("is not entitled", "The ECM was issued at " + old.toString().substring(0, 17));
    assertThat(test(new Shell(desk, issuer(Instant.now())), "--ecm", ECM))
        .doesNotContain("was issued at");
    server.opens(Octets.parseHex(ECM), Octets.parseHex(WORDS));
    assertThat(test(new Shell(desk, issuer(old)), "--ecm", ECM))
        .as("whoever gets words of an old ECM has no fault")
        .doesNotContain("was issued at");
    assertThat(test(new Shell(desk, issuer(Instant.now().plusSeconds(60))), "--ecm", ECM))
        .as("an ECM of the future is a fault of some clock")
        .contains("was issued at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gbox 127.0.0.1:1 a|cccam, newcamd, cs378x, camd35",
        "cccam 127.0.0.1 a|HOST:PORT",
        "cccam 127.0.0.1:99999 a|99999",
        "--ecm 8070 cccam 127.0.0.1:1 a|one whole section",
        "--ecm xx cccam 127.0.0.1:1 a|hexadecimal",
        "--ecm 80700541424344EE cs378x 127.0.0.1:1 a|tells of no cards",
        "--caid 10000 cccam 127.0.0.1:1 a|10000",
        "--service 0x10000 cccam 127.0.0.1:1 a|10000",
        "--seconds 0 cccam 127.0.0.1:1 a|1 to 60"
      })
  void wrongUseIsExplainedBeforeAnythingIsAsked(String words, String told) throws Exception {
    assertThat(new Shell().refused(CwTest.class, words.split(" ", -1))).contains(told);
  }

  @Test
  void aKeyOfNewcamdIsAskedFor() throws Exception {
    assertThat(new Shell().types("12").refused(CwTest.class, "newcamd", "127.0.0.1:1", "alice"))
        .contains("28 hexadecimal digits");
  }
}
