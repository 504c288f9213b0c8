package io.caskade.lib.oscamconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is written is read back. */
class OscamRoundTripTest {
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(63);
  }

  @Property(tries = 300)
  void readersAreReadBack(
      @ForAll("words") String user,
      @ForAll("words") String password,
      @ForAll @IntRange(min = 1, max = 65_535) int port,
      @ForAll @IntRange(max = 0xFFFF) int caid,
      @ForAll boolean enabled,
      @ForAll boolean fallback,
      @ForAll boolean keyed) {
    var reader =
        new OscamReader(
            "site-main",
            enabled,
            "newcamd",
            "h.example",
            port,
            user,
            password,
            keyed ? Optional.of("0102030405060708091011121314") : Optional.empty(),
            caid,
            fallback);
    ConfFile file = ConfFile.read(reader.section() + "\n" + reader.section());
    assertThat(file.findings()).isEmpty();
    assertThat(file.sections().stream().map(OscamReader::of).map(Optional::orElseThrow))
        .containsExactly(reader, reader);
  }

  @Property(tries = 300)
  void accountsAreReadBack(@ForAll("words") String user, @ForAll("words") String password) {
    OscamUsers read = OscamUsers.read("[account]\nuser = %s\npwd=%s\n".formatted(user, password));
    assertThat(read.findings()).isEmpty();
    assertThat(read.accounts()).extracting(OscamAccount::user).containsExactly(user);
    assertThat(read.accounts()).extracting(OscamAccount::password).containsExactly(password);
  }

  @Property(tries = 1_000)
  void whateverStandsInAFileItIsRead(@ForAll String text) {
    int lines = text.split("\r\n|\r|\n", -1).length;
    assertThat(OscamUsers.read(text).findings())
        .allSatisfy(finding -> assertThat(finding.line()).isBetween(1, lines));
    ConfFile.read(text).sections().forEach(OscamReader::of);
  }

  @Property
  void whatDoesNotFitALineIsRefused(@ForAll("broken") String password) {
    var reader =
        new OscamReader("l", true, "cccam", "h", 1, "u", password, Optional.empty(), 0x0B00, false);
    assertThatIllegalArgumentException().isThrownBy(reader::section);
  }

  @Provide
  Arbitrary<String> broken() {
    return Arbitraries.of(List.of("", " p", "p ", "a\nb", "a\rb", "\t"));
  }
}
