package io.caskade.lib.cccamcfg;

import static io.caskade.lib.cccamcfg.CfgFault.BLANK_BEFORE_COLON;
import static io.caskade.lib.cccamcfg.CfgFault.BRACE_BLANKS;
import static io.caskade.lib.cccamcfg.CfgFault.BRACE_OPEN;
import static io.caskade.lib.cccamcfg.CfgFault.DUPLICATE_USER;
import static io.caskade.lib.cccamcfg.CfgFault.GUIDE_READING;
import static io.caskade.lib.cccamcfg.CfgFault.HOST_POSITION;
import static io.caskade.lib.cccamcfg.CfgFault.KEY_INVALID;
import static io.caskade.lib.cccamcfg.CfgFault.LIMIT_INVALID;
import static io.caskade.lib.cccamcfg.CfgFault.MISSING_BLANK;
import static io.caskade.lib.cccamcfg.CfgFault.NUMBER_EXPECTED;
import static io.caskade.lib.cccamcfg.CfgFault.PORT_INVALID;
import static io.caskade.lib.cccamcfg.CfgFault.TOO_FEW_FIELDS;
import static io.caskade.lib.cccamcfg.CfgFault.TOO_MANY_FIELDS;
import static io.caskade.lib.cccamcfg.CfgFault.UNKNOWN_LETTER;
import static io.caskade.lib.cccamcfg.CfgFault.UNKNOWN_LINE;
import static io.caskade.lib.cccamcfg.CfgFault.UNKNOWN_OPTION;
import static io.caskade.lib.cccamcfg.CfgFault.WRONG_CASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caskade.lib.cccamcfg.ServerLine.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CccamCfgTest {
  private static String file(String name) throws IOException {
    try (InputStream in = CccamCfgTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static UserLine user(String line) {
    return CccamCfg.read(line).users().get(0);
  }

  private static List<CfgFault> faults(String text) {
    return CccamCfg.read(text).findings().stream().map(CfgFinding::fault).toList();
  }

  @Test
  void aFileOfTheFieldIsReadLineByLine() throws IOException {
    CccamCfg cfg = CccamCfg.read(file("CCcam.cfg"));
    assertThat(cfg.users())
        .extracting(UserLine::line, UserLine::name)
        .containsExactly(
            tuple(6, "anna"),
            tuple(7, "bernd"),
            tuple(8, "flat-17"),
            tuple(9, "flat-18"),
            tuple(10, "hotel"),
            tuple(11, "carla"),
            tuple(12, "dora"),
            tuple(14, "Emil"),
            tuple(15, "a-name-that-is-far-too-long"),
            tuple(16, "fritz"),
            tuple(17, "gustav"),
            tuple(18, "heidi"),
            tuple(19, "ida"),
            tuple(21, "karl"),
            tuple(22, "lena"),
            tuple(23, "mario"));
    assertThat(cfg.findings())
        .extracting(CfgFinding::line, CfgFinding::fault, CfgFinding::arguments)
        .containsExactly(
            tuple(11, MISSING_BLANK, List.of("F")),
            tuple(12, WRONG_CASE, List.of("f")),
            tuple(13, DUPLICATE_USER, List.of("anna", "6")),
            tuple(17, GUIDE_READING, List.of("2")),
            tuple(18, BRACE_BLANKS, List.of()),
            tuple(19, BRACE_OPEN, List.of()),
            tuple(20, TOO_FEW_FIELDS, List.of("F")),
            tuple(21, BLANK_BEFORE_COLON, List.of("F")),
            tuple(22, NUMBER_EXPECTED, List.of("F", "3")),
            tuple(23, LIMIT_INVALID, List.of("1")),
            tuple(30, PORT_INVALID, List.of("C")),
            tuple(31, KEY_INVALID, List.of()),
            tuple(41, WRONG_CASE, List.of("server listen port")),
            tuple(42, UNKNOWN_OPTION, List.of("NICE LEVEL")),
            tuple(44, UNKNOWN_LINE, List.of()));
    assertThat(cfg.servers())
        .extracting(ServerLine::line, ServerLine::kind, ServerLine::host, ServerLine::port)
        .containsExactly(
            tuple(26, Kind.CCCAM, "core1.example.org", 12_000),
            tuple(27, Kind.CCCAM, "core2.example.org", 12_000),
            tuple(28, Kind.NEWCAMD, "news.example.org", 15_050),
            tuple(29, Kind.CAMD3, "camd.example.org", 15_080));
    assertThat(cfg.options())
        .extracting(OptionLine::line, OptionLine::option)
        .containsExactly(
            tuple(33, GlobalOption.SERVER_LISTEN_PORT),
            tuple(34, GlobalOption.ALLOW_TELNETINFO),
            tuple(35, GlobalOption.TELNETINFO_USERNAME),
            tuple(36, GlobalOption.TELNETINFO_PASSWORD),
            tuple(37, GlobalOption.WEBINFO_LISTEN_PORT),
            tuple(38, GlobalOption.MINIMUM_CLIENT_VERSION),
            tuple(39, GlobalOption.GLOBAL_LIMITS),
            tuple(40, GlobalOption.SOFTKEY_FILE),
            tuple(41, GlobalOption.SERVER_LISTEN_PORT));
    assertThat(cfg.blocksEmm()).containsExactly(43);
  }

  @Test
  void everyFieldOfAnAccountIsRead() {
    UserLine full =
        user("F: u p 3 0 0 { 0B00:000001:2, 0:0 } { 0B00:000001:1389 } { 12:00-17:00 } 192.0.2.1");
    assertThat(full)
        .isEqualTo(
            new UserLine(
                1,
                "u",
                "p",
                3,
                OptionalInt.of(0),
                OptionalInt.of(0),
                List.of(new CardLimit(0x0B00, 1, 2), new CardLimit(0, 0, 0)),
                List.of("0B00:000001:1389"),
                List.of("12:00-17:00"),
                Optional.of("192.0.2.1")));
    assertThat(full.limits().get(1).all()).isTrue();
    assertThat(user("F: u p"))
        .as("what CCcam takes when it is left out")
        .isEqualTo(
            new UserLine(
                1,
                "u",
                "p",
                5,
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()));
  }

  @Test
  void passwordsMayHoldWhateverHasNoBlank() {
    assertThat(user("F: u {#p}x 1").password()).isEqualTo("{#p}x");
    assertThat(user("F: #u #p # a comment").password()).isEqualTo("#p");
    assertThat(user("F: u p 1 0 0 # { a comment }").limits()).isEmpty();
  }

  @Test
  void linesEndAsTheyEndAnywhere() {
    assertThat(CccamCfg.read("\uFEFFF: a b\r\nF: c d\rF: e f\n").users())
        .extracting(UserLine::line, UserLine::name)
        .containsExactly(tuple(1, "a"), tuple(2, "c"), tuple(3, "e"));
  }

  @Test
  void whatIsOddIsTold() {
    assertThat(faults("F: u p 1 0 0 0")).containsExactly(TOO_MANY_FIELDS);
    assertThat(faults("F: u p 1 0 0 { 0:0 } 192.0.2.1")).containsExactly(HOST_POSITION);
    assertThat(faults("F: u p 1 0 0 { 0:0:1,0B00:1:1 }")).containsExactly(BRACE_BLANKS);
    assertThat(faults("F: u p 1 0 0{ 0:0:1 }")).isEmpty();
    assertThat(faults("X: what")).containsExactly(UNKNOWN_LETTER);
    assertThat(faults("C: host 12000 user")).containsExactly(TOO_FEW_FIELDS);
    assertThat(faults("L: host 15080 user pass 0B0000 0")).containsExactly(NUMBER_EXPECTED);
    assertThat(faults("G: pass local 1 peerpass peer 2000")).isEmpty();
    assertThat(faults("R: host 678 0B00 000000")).isEmpty();
  }

  @Test
  void nothingThatIsPrintedHasThePassword() {
    assertThat(user("F: u very-secret").toString()).doesNotContain("very-secret");
    CccamCfg cfg = CccamCfg.read("N: h 1 u very-secret 0102030405060708091011121314");
    assertThat(cfg.servers().get(0).key()).hasValue("0102030405060708091011121314");
    assertThat(cfg.toString()).doesNotContain("very-secret", "010203");
  }

  /** A line whose letter is lost has name and password where an option has its key. */
  @Test
  void whatMayBeAPasswordIsNotTakenForAnOption() {
    assertThat(CccamCfg.read("anna pa55:word 1 0 0").findings())
        .containsExactly(new CfgFinding(1, UNKNOWN_LINE, List.of()));
    assertThat(CccamCfg.read("NICE LEVEL : 5").findings())
        .containsExactly(new CfgFinding(1, UNKNOWN_OPTION, List.of("NICE LEVEL")));
  }

  @Test
  void everyOptionIsFoundByItsKey() {
    for (GlobalOption option : GlobalOption.values()) {
      assertThat(CccamCfg.read(option.key() + " : value").options())
          .extracting(OptionLine::option)
          .as(option.key())
          .containsExactly(option);
    }
  }

  @Test
  void providersAreNames() {
    CccamProviders read =
        CccamProviders.read(
            """
            # names
            0b00000001 "My Pay TV" the main package
            0500030B00 "Other" \n
            0b00 "too short"
            """);
    assertThat(read.names())
        .containsExactly(
            new CccamProviders.Name(2, 0x0B00, 1, "My Pay TV"),
            new CccamProviders.Name(3, 0x0500, 0x030B00, "Other"));
    assertThat(read.findings())
        .extracting(CfgFinding::line, CfgFinding::fault)
        .containsExactly(tuple(5, CfgFault.PROVIDER_INVALID));
  }
}
