package io.caskade.lib.cccamcfg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.caskade.lib.cccamcfg.ServerLine.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written is read back; what is read never tells a password. */
class CccamCfgRoundTripTest {
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(63);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars(".-_")
        .ofMinLength(1)
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<List<CardLimit>> limits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 0xFFFF),
            Arbitraries.integers().between(0, 0xFFFFFF),
            Arbitraries.integers().between(0, 9))
        .as(CardLimit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property(tries = 300)
  void linesOfOtherServersAreReadBack(
      @ForAll("names") String user,
      @ForAll("words") String password,
      @ForAll @IntRange(min = 1, max = 65_535) int port,
      @ForAll @IntRange(max = 0xFFFF) int caid,
      @ForAll @IntRange(max = 0xFFFFFF) int provider) {
    String key = "0102030405060708091011121314";
    CccamCfg read =
        CccamCfg.read(
            String.join(
                "\n",
                CccamCfgWriter.cccam("h.example", port, user, password),
                CccamCfgWriter.newcamd("h.example", port, user, password, key),
                CccamCfgWriter.camd35("h.example", port, user, password, caid, provider)));
    assertThat(read.findings()).isEmpty();
    assertThat(read.servers())
        .containsExactly(
            new ServerLine(
                1, Kind.CCCAM, "h.example", port, user, password, Optional.empty(), -1, -1),
            new ServerLine(
                2, Kind.NEWCAMD, "h.example", port, user, password, Optional.of(key), -1, -1),
            new ServerLine(
                3,
                Kind.CAMD3,
                "h.example",
                port,
                user,
                password,
                Optional.empty(),
                caid,
                provider));
  }

  @Property(tries = 300)
  void accountsAreReadBack(
      @ForAll("names") String user,
      @ForAll("words") String password,
      @ForAll @IntRange(max = 9) int uphops,
      @ForAll("limits") List<CardLimit> limits) {
    String braces =
        limits.stream()
            .map(each -> "%04X:%06X:%d".formatted(each.caid(), each.ident(), each.downhops()))
            .collect(Collectors.joining(", ", "{ ", " }"));
    CccamCfg read = CccamCfg.read("F: %s %s %d 0 1 %s".formatted(user, password, uphops, braces));
    assertThat(read.findings()).isEmpty();
    assertThat(read.users())
        .containsExactly(
            new UserLine(
                1,
                user,
                password,
                uphops,
                OptionalInt.of(0),
                OptionalInt.of(1),
                limits,
                List.of(),
                List.of(),
                Optional.empty()));
  }

  /** However a line is damaged, no finding quotes what may be the password in it. */
  @Property(tries = 500)
  void noFindingTellsThePassword(
      @ForAll("damage") String damage, @ForAll @IntRange(max = 40) int at) {
    String line = "F: anna pa55word-of-anna 1 0 0 { 0B00:000001:1 }";
    String damaged =
        line.substring(0, Math.min(at, line.length()))
            + damage
            + line.substring(Math.min(at, line.length()));
    for (String letter : List.of("F", "C", "N", "L", "R", "G", "X")) {
      CccamCfg read = CccamCfg.read(letter + damaged.substring(Math.min(1, damaged.length())));
      assertThat(read.findings())
          .allSatisfy(
              finding ->
                  assertThat(String.join(" ", finding.arguments())).doesNotContain("pa55word"));
    }
  }

  @Provide
  Arbitrary<String> damage() {
    return Arbitraries.of(" ", "{", "}", ",", ":", "#", "  ", "\t", "1", "\u0000", "x");
  }

  @Property(tries = 1_000)
  void whateverStandsInAFileItIsRead(@ForAll String text) {
    int lines = Lines.of(text).size();
    CccamCfg read = CccamCfg.read(text);
    assertThat(read.findings())
        .allSatisfy(finding -> assertThat(finding.line()).isBetween(1, lines));
    assertThat(CccamProviders.read(text).findings())
        .allSatisfy(finding -> assertThat(finding.line()).isBetween(1, lines));
  }

  @Property
  void aFieldThatWouldBreakItsLineIsRefused(@ForAll("blanks") String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CccamCfgWriter.cccam("h", 1, "u", "pass" + blank + "word"));
    assertThatIllegalArgumentException().isThrownBy(() -> CccamCfgWriter.cccam("", 1, "u", "p"));
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(" ", "\t", "\n", "\r");
  }
}
