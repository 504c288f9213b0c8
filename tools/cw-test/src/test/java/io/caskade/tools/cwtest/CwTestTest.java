package io.caskade.tools.cwtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.cwclient.WireProtocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CwTestTest {
  @TempDir Path folder;

  private Path password = Path.of("");
  private Path key = Path.of("");

  /** What the program printed and how it ended. */
  private record Outcome(int code, String text) {}

  @BeforeEach
  void write() throws IOException {
    password = Files.writeString(folder.resolve("password"), "s3cret\n");
    key = Files.writeString(folder.resolve("key"), Served.KEY + "\n");
  }

  private Outcome run(LongSupplier nanos, Locale locale, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, UTF_8);
    int code = CwTest.run(words, print, print, locale, nanos);
    return new Outcome(code, out.toString(UTF_8));
  }

  private Outcome test(WireProtocol protocol, String address, String... more) {
    return test(CwTestTest::atOnce, protocol, address, more);
  }

  private Outcome test(LongSupplier nanos, WireProtocol protocol, String address, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--protocol=" + protocol,
                "--server=" + address,
                "--user=alice",
                "--password-file=" + password,
                "--key-file=" + key,
                "--seconds=2"));
    words.addAll(List.of(more));
    return run(nanos, Locale.ENGLISH, words.toArray(String[]::new));
  }

  /** A clock that stands. */
  private static long atOnce() {
    return 0;
  }

  private static String[] ecm() {
    return new String[] {"--caid=0B00", "--ecm=" + Served.ECM};
  }

  @ParameterizedTest
  @EnumSource
  void aGoodLineGivesItsControlWordsAndKeepsThemToItself(WireProtocol protocol) {
    try (Served served = new Served(protocol)) {
      Outcome outcome = test(protocol, served.address(), ecm());

      assertThat(outcome.text()).contains("OK: the control words came after 0 ms.");
      assertThat(outcome.text()).doesNotContain(Served.WORDS, "s3cret", Served.KEY);
      assertThat(outcome.code()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void controlWordsAreShownWhenAskedFor(WireProtocol protocol) {
    try (Served served = new Served(protocol)) {
      Outcome outcome =
          test(
              protocol,
              served.address(),
              "--caid=0B00",
              "--ecm=" + Served.ECM,
              "--show-words",
              "--service=0x101",
              "--provider=000001");

      assertThat(outcome.text()).contains("control words " + Served.WORDS);
      assertThat(served.server.questions())
          .singleElement()
          .satisfies(
              question -> {
                assertThat(question.serviceId()).isEqualTo(0x101);
                assertThat(question.caSystemId()).isEqualTo(0x0B00);
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnEcmTheLogInIsTried(WireProtocol protocol) {
    try (Served served = new Served(protocol)) {
      Outcome outcome = test(protocol, served.address());

      assertThat(outcome.text()).contains("OK: the log-in is right.");
      assertThat(outcome.code()).isZero();
      assertThat(served.server.questions()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotEntitledIsTold(WireProtocol protocol) {
    try (Served served = new Served(protocol)) {
      served.server.denies(Octets.parseHex(Served.ECM), Refusal.NOT_ENTITLED);
      Outcome outcome = test(protocol, served.address(), ecm());

      assertThat(outcome.text()).contains("no control words for this ECM", "not entitled");
      assertThat(outcome.code()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CCCAM, User or password are wrong.",
    "NEWCAMD, User or password are wrong.",
    "CS378X, Nothing comes back",
    "CAMD35, Nothing comes back"
  })
  void aWrongPasswordIsNamed(WireProtocol protocol, String told) throws IOException {
    Files.writeString(password, "other\n");
    try (Served served = new Served(protocol)) {
      Outcome outcome = test(protocol, served.address(), ecm());

      assertThat(outcome.text()).contains(told).doesNotContain("other\n");
      assertThat(outcome.code()).isEqualTo(1);
    }
  }

  @Test
  void aWrongDesKeyIsNotTakenForAWrongPassword() throws IOException {
    Files.writeString(key, "0102030405060708091011121315");
    try (Served served = new Served(WireProtocol.NEWCAMD)) {
      assertThat(test(WireProtocol.NEWCAMD, served.address(), ecm()).text())
          .contains("the DES key is another");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CCCAM", "NEWCAMD"})
  void aCaidThatIsNotOfferedIsNamedWithThoseThatAre(WireProtocol protocol) {
    try (Served served = new Served(protocol)) {
      Outcome outcome = test(protocol, served.address(), "--caid=0100", "--ecm=" + Served.ECM);

      assertThat(outcome.text())
          .contains("no card for CAID 0100, provider 000000; it has: 0B00 000000 000001.");
      assertThat(test(protocol, served.address(), "--caid=0B00", "--provider=5").text())
          .contains("no card for CAID 0B00, provider 000005");
      assertThat(outcome.code()).isEqualTo(1);
    }
  }

  @Test
  void anAccountWithoutACardIsTold() {
    try (Served served = new Served(WireProtocol.CCCAM)) {
      served.server.offer();

      assertThat(test(WireProtocol.CCCAM, served.address()).text())
          .contains("the server offers no card");
    }
  }

  @Test
  void theServersReasonIsPassedOn() {
    try (Served served = new Served(WireProtocol.CCCAM)) {
      served.server.turnAway("alice", Refusal.BLOCKED);

      assertThat(test(WireProtocol.CCCAM, served.address()).text())
          .contains("the server sends the account away: BLOCKED.");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CCCAM", "NEWCAMD"})
  void aBannedAddressIsTold(WireProtocol protocol) {
    try (Served served = new Served(protocol)) {
      served.server.ban(InetAddress.getLoopbackAddress());

      assertThat(test(protocol, served.address()).text()).contains("closes it before a byte");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedPortIsTold(WireProtocol protocol) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Outcome outcome = test(protocol, "127.0.0.1:" + port);

    assertThat(outcome.text()).contains("Nothing listens on 127.0.0.1:" + port + ".");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void anotherProtocolIsTold() {
    try (Served served = new Served(WireProtocol.CS378X)) {
      assertThat(test(WireProtocol.CCCAM, served.address()).text())
          .contains("does not speak this protocol");
    }
  }

  @ParameterizedTest
  @CsvSource({"400, OK", "401, freeze now and then", "800, freeze", "801, too late"})
  void slowAnswersAreJudged(long millis, String told) {
    // The second look at the clock is after the answer.
    long[] now = {-millis};
    LongSupplier nanos = () -> (now[0] += millis) * 1_000_000;
    try (Served served = new Served(WireProtocol.CCCAM)) {
      assertThat(test(nanos, WireProtocol.CCCAM, served.address(), ecm()).text()).contains(told);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--protocol=gbox --server=127.0.0.1:1|--protocol is cccam, newcamd, cs378x or camd35",
        "--protocol=cccam|--server is missing",
        "--protocol=newcamd --server=127.0.0.1:1|--key-file is missing",
        "--protocol=cccam --server=127.0.0.1:1 --user=a|--password-file is missing",
        "--protocol=cccam --server=127.0.0.1:1 --ecm=807005|one whole section",
        "--protocol=cccam --server=127.0.0.1:1 --ecm=xx|hexadecimal",
        "--protocol=cs378x --server=127.0.0.1:1 --ecm=80700541424344EE|--caid is missing",
        "--protocol=cccam --server=127.0.0.1:1 --caid=10000|hexadecimal digits up to ffff",
        "--protocol=cccam --server=127.0.0.1:1 --key-file=/none|cannot be read",
        "--password=secret|There is no option --password"
      })
  void wrongUseIsExplained(String words, String told) {
    Outcome outcome = run(CwTestTest::atOnce, Locale.ENGLISH, words.split(" ", -1));

    assertThat(outcome.text()).contains(told).doesNotContain("secret");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void helpIsGiven() {
    assertThat(run(CwTestTest::atOnce, Locale.ENGLISH, "--help"))
        .isEqualTo(new Outcome(0, Options.HELP));
    assertThat(run(CwTestTest::atOnce, Locale.ENGLISH)).isEqualTo(new Outcome(2, Options.HELP));
  }

  /** Answers one request as a server whose clock is off by so many seconds does. */
  private static Thread clock(ServerSocket socket, long seconds) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = socket.accept()) {
                if (client.getInputStream().read() < 0) {
                  throw new IOException("nothing was asked");
                }
                String date =
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
                client
                    .getOutputStream()
                    .write(
                        ("HTTP/1.1 401 Unauthorized\r\nServer: x\r\nDate: " + date + "\r\n\r\n")
                            .getBytes(UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "clock");
    thread.start();
    return thread;
  }

  private Outcome testWithClock(long seconds) throws Exception {
    try (Served served = new Served(WireProtocol.CCCAM);
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = clock(socket, seconds);
      String[] words = {ecm()[0], ecm()[1], "--clock=127.0.0.1:" + socket.getLocalPort()};
      Outcome outcome = test(WireProtocol.CCCAM, served.address(), words);
      answering.join();
      return outcome;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3_600, -3_600})
  void aClockThatIsOffIsTold(long seconds) throws Exception {
    Outcome outcome = testWithClock(seconds);

    Matcher told = Pattern.compile("server's is ahead by (-?\\d+) s").matcher(outcome.text());
    assertThat(told.find()).as(outcome.text()).isTrue();
    assertThat(Long.parseLong(told.group(1))).isBetween(seconds - 3, seconds + 3);
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void aClockThatIsRightIsNoneOfTheFindings() throws Exception {
    Outcome outcome = testWithClock(0);

    assertThat(outcome.text()).contains("clock of the server: ahead by", "OK: the control words");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void aClockThatIsNotToldChangesNothing() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Served served = new Served(WireProtocol.CCCAM)) {
      Outcome outcome = test(WireProtocol.CCCAM, served.address(), "--clock=127.0.0.1:" + port);

      assertThat(outcome.text()).contains("not told there", "OK: the log-in is right.");
    }
  }
}
