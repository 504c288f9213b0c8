package io.caskade.lib.oscamconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OscamUsersTest {
  private static OscamUsers field() throws IOException {
    try (InputStream in = OscamUsersTest.class.getResourceAsStream("oscam.user")) {
      return OscamUsers.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void accountsOfAFileOfTheFieldAreRead() throws IOException {
    OscamUsers users = field();
    assertThat(users.accounts())
        .extracting(OscamAccount::line, OscamAccount::user)
        .containsExactly(
            tuple(4, "anna"),
            tuple(14, "bernd"),
            tuple(27, "carla"),
            tuple(41, "dora"),
            tuple(47, "emilia"));
    OscamAccount bernd = users.accounts().get(1);
    assertThat(bernd)
        .isEqualTo(
            new OscamAccount(
                14,
                "bernd",
                "BerndsPass7",
                true,
                Optional.of(LocalDate.of(2026, 12, 31)),
                Optional.of("192.0.2.7"),
                List.of("cccam", "newcamd", "cs378x"),
                OptionalInt.of(1),
                OptionalInt.empty(),
                bernd.others()));
    assertThat(bernd.others())
        .extracting(ConfSection.Entry::key)
        .containsExactly("caid", "ident", "allowedtimeframe");
    OscamAccount anna = users.accounts().get(0);
    assertThat(anna.reshare()).hasValue(0);
    assertThat(anna.others())
        .as("cccmaxhops has its usual value")
        .extracting(ConfSection.Entry::key)
        .containsExactly("au");
  }

  @Test
  void whatIsOddIsToldWithItsLine() throws IOException {
    assertThat(field().findings())
        .extracting(ConfFinding::line, ConfFinding::fault, ConfFinding::arguments)
        .containsExactly(
            tuple(2, ConfFault.NO_SECTION, List.of()),
            tuple(30, ConfFault.VALUE_INVALID, List.of("uniq")),
            tuple(31, ConfFault.VALUE_INVALID, List.of("expdate")),
            tuple(32, ConfFault.UNKNOWN_KEY, List.of("sleeep")),
            tuple(34, ConfFault.DUPLICATE_ACCOUNT, List.of("anna", "4")),
            tuple(38, ConfFault.USER_MISSING, List.of()),
            tuple(41, ConfFault.PASSWORD_MISSING, List.of("dora")),
            tuple(44, ConfFault.FOREIGN_SECTION, List.of("monitor")),
            tuple(46, ConfFault.NO_ENTRY, List.of()),
            tuple(49, ConfFault.DUPLICATE_KEY, List.of("user")));
  }

  @Test
  void nothingThatIsPrintedHasAPassword() throws IOException {
    OscamUsers users = field();
    assertThat(users.toString()).doesNotContain("s3cretAnna", "BerndsPass7", "nobodys-password");
    assertThat(ConfFile.read("[account]\npwd = hidden-word").toString())
        .doesNotContain("hidden-word");
  }
}
