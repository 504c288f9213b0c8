package io.caskade.receivers.files.lines;

import static io.caskade.receivers.files.PlayedManagement.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.LineForm;
import io.caskade.api.rights.receivers.files.LineRequest;
import io.caskade.lib.cccamcfg.CccamCfg;
import io.caskade.lib.cccamcfg.ServerLine;
import io.caskade.lib.oscamconf.ConfFile;
import io.caskade.lib.oscamconf.OscamReader;
import io.caskade.receivers.files.PlayedManagement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written for a program is what that program, or our reader of its files, reads. */
class LineDeskTest {
  private static final String KEY = "0102030405060708091011121314";

  /** Holds everything that a careless writer would trip over. */
  private static final String PASSWORD = "a\"b\\c=#;{,}";

  private final PlayedManagement management = new PlayedManagement();
  private final PlayedSettings listening = new PlayedSettings();

  @BeforeEach
  void listen() {
    management.put("flat-17", PASSWORD, ReceiverRules.DEFAULT);
    listening.put("io.caskade.receivers.cccam", "main", Map.of("port", "12001"));
    listening.put(
        "io.caskade.receivers.newcamd", "main", Map.of("desKey", "01 02" + KEY.substring(4)));
    listening.put("io.caskade.receivers.camd35", "tcp", Map.of("port", "15081"));
    listening.put(
        "io.caskade.receivers.camd35", "udp", Map.of("port", "15082", "transport", "udp"));
  }

  private static LineSettings settings(String main, String fallOver) {
    return new LineSettings("io.caskade.receivers.files", main, fallOver, 0, 0, "", 0, 0);
  }

  private static final LineSettings BOTH = settings("tv.example.org", "tv2.example.org");

  private String lines(LineSettings settings, LineForm form, String protocol) {
    return new LineDesk(
            management, PlayedManagement.networks(), new Listeners(listening.admin()), settings)
        .lines(
            CALLER,
            new LineRequest(
                NetworkId.MAIN,
                "flat-17",
                form,
                Optional.of(protocol).filter(text -> !text.isEmpty())));
  }

  private void refused(
      ErrorCode code, String why, LineSettings settings, LineForm form, String protocol) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> lines(settings, form, protocol))
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    assertThat(management.shown).as("nothing was shown").isEmpty();
  }

  private void allow(String... protocols) {
    management.accounts.clear();
    management.put(
        "flat-17", PASSWORD, new ReceiverRules(2, Set.of(protocols), List.of(), true, 0));
  }

  @Test
  void cccamReadsItsLinesAndThoseOverUdpAreSwitchedOff() {
    String text = lines(BOTH, LineForm.CCCAM, "");
    CccamCfg read = CccamCfg.read(text);
    assertThat(read.findings()).isEmpty();
    assertThat(read.servers())
        .extracting(
            ServerLine::kind,
            ServerLine::host,
            ServerLine::port,
            ServerLine::user,
            ServerLine::password)
        .containsExactly(
            tuple(ServerLine.Kind.CCCAM, "tv.example.org", 12_001, "flat-17", PASSWORD),
            tuple(ServerLine.Kind.CCCAM, "tv2.example.org", 12_001, "flat-17", PASSWORD));
    String overUdp =
        text.lines()
            .filter(line -> line.startsWith("# "))
            .map(line -> line.substring(2))
            .collect(Collectors.joining("\n"));
    assertThat(CccamCfg.read(overUdp).servers())
        .extracting(ServerLine::kind, ServerLine::port, ServerLine::caid, ServerLine::provider)
        .containsExactly(
            tuple(ServerLine.Kind.CAMD3, 15_082, 0x0B00, 0),
            tuple(ServerLine.Kind.CAMD3, 15_082, 0x0B00, 0));
    assertThat(management.shown).containsExactly("flat-17");
  }

  @Test
  void cccamMaySpeakNewcamdOrCamd35Instead() {
    assertThat(CccamCfg.read(lines(BOTH, LineForm.CCCAM, "newcamd")).servers())
        .extracting(ServerLine::kind, ServerLine::port, server -> server.key().orElse(""))
        .containsExactly(
            tuple(ServerLine.Kind.NEWCAMD, 15_050, KEY),
            tuple(ServerLine.Kind.NEWCAMD, 15_050, KEY));
    assertThat(CccamCfg.read(lines(BOTH, LineForm.CCCAM, "camd35")).servers())
        .extracting(ServerLine::kind)
        .containsExactly(ServerLine.Kind.CAMD3, ServerLine.Kind.CAMD3);
  }

  @Test
  void oscamReadsItsReaders() {
    ConfFile read = ConfFile.read(lines(BOTH, LineForm.OSCAM, ""));
    assertThat(read.findings()).isEmpty();
    assertThat(read.sections().stream().map(OscamReader::of).map(Optional::orElseThrow))
        .extracting(
            OscamReader::protocol,
            OscamReader::host,
            OscamReader::port,
            OscamReader::password,
            OscamReader::enabled,
            OscamReader::fallback)
        .containsExactly(
            tuple("cs378x", "tv.example.org", 15_081, PASSWORD, true, false),
            tuple("cs378x", "tv2.example.org", 15_081, PASSWORD, true, true),
            tuple("cs357x", "tv.example.org", 15_082, PASSWORD, false, false),
            tuple("cs357x", "tv2.example.org", 15_082, PASSWORD, false, true));
  }

  @Test
  void anAccountGetsWhatItMayUse() {
    allow("newcamd");
    assertThat(
            ConfFile.read(lines(BOTH, LineForm.OSCAM, "")).sections().stream()
                .map(OscamReader::of)
                .map(Optional::orElseThrow))
        .extracting(OscamReader::protocol, reader -> reader.key().orElse(""))
        .containsExactly(tuple("newcamd", KEY), tuple("newcamd", KEY));
  }

  @Test
  void mgcamdReadsItsList() {
    assertThat(lines(BOTH, LineForm.NEWCAMD, ""))
        .isEqualTo(
            "CWS = tv.example.org 15050 flat-17 %s 01 02 03 04 05 06 07 08 09 10 11 12 13 14 wan flat-17-main\n"
                    .formatted(PASSWORD)
                + "CWS = tv2.example.org 15050 flat-17 %s 01 02 03 04 05 06 07 08 09 10 11 12 13 14 wan flat-17-fallover\n"
                    .formatted(PASSWORD));
  }

  @Test
  void tvheadendReadsItsClients() throws Exception {
    JsonNode clients = new ObjectMapper().readTree(lines(BOTH, LineForm.TVHEADEND, ""));
    assertThat(clients).hasSize(2);
    assertThat(clients.get(0).path("class").asText()).isEqualTo("caclient_cwc");
    assertThat(clients.get(0).path("password").asText()).isEqualTo(PASSWORD);
    assertThat(clients.get(0).path("deskey").asText())
        .isEqualTo("01:02:03:04:05:06:07:08:09:10:11:12:13:14");
    assertThat(clients.get(0).path("port").asInt()).isEqualTo(15_050);
    assertThat(clients.get(1).path("hostname").asText()).isEqualTo("tv2.example.org");
  }

  @Test
  void withoutAHostToFallOverToThereIsOneLine() {
    assertThat(lines(settings("192.0.2.1", ""), LineForm.NEWCAMD, "").lines()).hasSize(1);
  }

  @Test
  void portsFromOutsideStandBeforeThoseOfListeners() {
    var outside =
        new LineSettings(
            "io.caskade.receivers.files",
            "tv.example.org",
            "",
            22_000,
            25_050,
            KEY.replace('0', '9'),
            25_080,
            25_081);
    listening.clear();
    assertThat(lines(outside, LineForm.CCCAM, "")).contains(" 22000 ", "# L: tv.example.org 25081");
    assertThat(lines(outside, LineForm.OSCAM, "")).contains("tv.example.org,25080");
    assertThat(lines(outside, LineForm.NEWCAMD, "")).contains(" 25050 ", " 91 92 93 ");
  }

  @Test
  void aListenerOfAnotherCaidIsNotTaken() {
    listening.put(
        "io.caskade.receivers.newcamd",
        "a",
        Map.of("port", "15060", "caid", "0x4AE1", "desKey", KEY));
    assertThat(lines(BOTH, LineForm.NEWCAMD, "")).contains(" 15050 ").doesNotContain("15060");
    listening.put(
        "io.caskade.receivers.newcamd",
        "b",
        Map.of("port", "15061", "caid", "0b00", "desKey", KEY));
    assertThat(lines(BOTH, LineForm.NEWCAMD, "")).contains(" 15061 ");
  }

  @Test
  void whatIsMissingIsNamed() {
    management.shown.clear();
    refused(ErrorCode.RECEIVER_LINE_MISSING, "mainHost", settings("", ""), LineForm.CCCAM, "");
    refused(
        ErrorCode.CONFIGURATION_INVALID, "fallOverHost", settings("a", "b c"), LineForm.CCCAM, "");
    refused(ErrorCode.FIELD_INVALID, "cccam, newcamd, camd35", BOTH, LineForm.CCCAM, "cs378x");
    refused(ErrorCode.FIELD_INVALID, "newcamd", BOTH, LineForm.TVHEADEND, "gbox");
    allow("newcamd");
    refused(ErrorCode.RECEIVER_LINE_MISSING, "may not use", BOTH, LineForm.CCCAM, "cccam");
    listening.clear();
    refused(ErrorCode.RECEIVER_LINE_MISSING, "none of", BOTH, LineForm.OSCAM, "");
    refused(ErrorCode.RECEIVER_LINE_MISSING, "listens nowhere", BOTH, LineForm.OSCAM, "newcamd");
    listening.put("io.caskade.receivers.newcamd", "main", Map.of("port", "15050"));
    refused(ErrorCode.RECEIVER_LINE_MISSING, "newcamdKey", BOTH, LineForm.NEWCAMD, "");
    var wrong = new LineSettings("pid", "h", "", 0, 0, "0102", 70_000, 0);
    refused(ErrorCode.CONFIGURATION_INVALID, "newcamdKey", wrong, LineForm.NEWCAMD, "");
  }

  @Test
  void nothingThatIsPrintedHasAPasswordOrAKey() {
    var connection =
        new Connection(
            LineProtocol.NEWCAMD, "h", 1, "u", "very-secret", Optional.of(KEY), 1, false);
    assertThat(connection.toString() + new Listener(1, Optional.of(KEY)))
        .doesNotContain("very-secret", KEY);
    assertThat(new LineSettings("pid", "h", "", 0, 0, KEY, 0, 0).toString()).doesNotContain(KEY);
  }
}
