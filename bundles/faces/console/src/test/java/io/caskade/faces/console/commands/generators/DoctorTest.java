package io.caskade.faces.console.commands.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Texts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final Checkup CLOCK = checkup("clock", Finding.of(FindingCode.CLOCK_RIGHT, 3));
  private static final Checkup KEYS = checkup("keys", Finding.of(FindingCode.KEY_MISSING, "coast"));

  private final Doctor doctor = new Doctor();

  @Test
  void whatIsWrongComesWithWhatToDo() {
    doctor.checkups = List.of(KEYS, CLOCK);

    assertThat(shown(Locale.ENGLISH, false))
        .isEqualTo(
            """
            [ ok ] ECM time is 3 ms from the system clock.
            [FAIL] The vault has no ECM key for network coast.
                   Import it with cas:network-key-import, or restore the vault.
            Needs attention: 1
            """);
    assertThat(shown(Locale.forLanguageTag("ru"), false)).contains("[СБОЙ] В хранилище");
  }

  @Test
  void aHealthyHeadEndIsToldSo() {
    doctor.checkups = List.of(CLOCK);

    assertThat(shown(Locale.ENGLISH, false)).endsWith("All is well.\n");
  }

  @Test
  void scriptsGetTheSubjectAndTheGrade() {
    doctor.checkups = List.of(KEYS);

    assertThat(shown(Locale.ENGLISH, true)).contains("\"subject\":\"keys\",\"grade\":\"fault\"");
  }

  private String shown(Locale locale, boolean json) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    doctor.run(
        new Output(new PrintStream(screen, true, StandardCharsets.UTF_8), new Texts(locale), json));
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static Checkup checkup(String subject, Finding finding) {
    return new Checkup() {
      @Override
      public String subject() {
        return subject;
      }

      @Override
      public List<Finding> findings() {
        return List.of(finding);
      }
    };
  }
}
