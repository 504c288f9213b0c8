package io.caskade.faces.console.commands.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileKind;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.api.rights.receivers.files.FileProgress;
import io.caskade.api.rights.receivers.files.FileRemark;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.api.rights.receivers.files.LineForm;
import io.caskade.api.rights.receivers.files.LineRequest;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.api.rights.receivers.files.ReceiverLines;
import io.caskade.api.rights.receivers.files.ReceiverSheet;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverFileCommandsTest {
  private static final CardSerial FIRST = new CardSerial(4_100_000_000L);

  @TempDir Path folder;

  private final List<String> texts = new ArrayList<>();
  private final Fake<ReceiverFiles> files =
      Fake.of(ReceiverFiles.class)
          .on("check", asked -> report((ReceiverFile) asked.get(1), false))
          .on(
              "take",
              asked -> {
                ((FileProgress) asked.get(2)).at(100, 250);
                ((FileProgress) asked.get(2)).at(250, 250);
                return report((ReceiverFile) asked.get(1), true);
              });
  private final Fake<ReceiverLines> lines =
      Fake.of(ReceiverLines.class)
          .on(
              "lines",
              asked -> ReceiverSheet.of("C: tv 12000 ann secret\nC: tv2 12000 ann secret\n"))
          .on("picture", asked -> ReceiverSheet.of("<svg/>\n"));
  private final Fake<ReceiverManagement> receivers =
      Fake.of(ReceiverManagement.class)
          .on("addMany", asked -> List.of(made("house-001", 0), made("house-002", 1)));
  private final Shell shell = new Shell(files, lines, receivers);

  private FileReport report(ReceiverFile file, boolean changed) {
    texts.add(file.text().text());
    return new FileReport(
        changed,
        List.of(
            new FileRemark(
                2,
                FileRemark.Severity.WARNING,
                "missing-blank",
                new FileRemark.Words("A blank is missing.", "Put one there."),
                new FileRemark.Words("Нет пробела.", "Поставьте его."))),
        List.of(
            new FileAccount(
                2,
                "Ann",
                "ann",
                changed ? FileAccount.State.ADDED : FileAccount.State.WOULD_ADD,
                Optional.of(FIRST))),
        List.of("cores = a:1\n"));
  }

  private static ReceiverManagement.Made made(String name, int offset) {
    return new ReceiverManagement.Made(
        new ReceiverAccount(
            NetworkId.MAIN,
            name,
            1,
            new CardSerial(FIRST.value() + offset),
            new WrappedKey(Octets.parseHex("0A0B")),
            ReceiverRules.DEFAULT,
            true),
        ReceiverPassword.of("secret-of-" + name));
  }

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "F: ann AnnsPass1111\n").toString();
  }

  @Test
  void aFileIsLookedThroughUntilItIsToldOtherwise() throws Exception {
    String shown = shell.run(ReceiverImport.class, file("CCcam.cfg"), "410-000-000-0");
    assertThat(shown)
        .contains("would be added", "410-000-000-0", "A blank is missing.", "Put one there.")
        .contains("cores = a:1", "Nothing was changed");
    assertThat(texts).containsExactly("F: ann AnnsPass1111\n");
    ReceiverFile asked = (ReceiverFile) files.last().get(1);
    assertThat(asked.kind()).isEqualTo(FileKind.CCCAM_CFG);
    assertThat(asked.options()).isEqualTo(FileOptions.of(FIRST));
  }

  @Test
  void takingOverSaysHowFarItIs() throws Exception {
    String shown =
        shell.run(
            ReceiverImport.class,
            "--do",
            "--rename",
            "--make-passwords",
            "--guides",
            "-s",
            "3",
            "-p",
            "newcamd",
            "-w",
            "00000003:2026-12-01T00:00:00Z:2026-12-31T23:59:59Z",
            file("oscam.user"),
            "4100000000");
    assertThat(shown)
        .contains("100 of 250 accounts.", "added")
        .doesNotContain("250 of 250", "Nothing was changed");
    ReceiverFile asked = (ReceiverFile) files.last().get(1);
    assertThat(asked.kind()).isEqualTo(FileKind.OSCAM_USER);
    assertThat(asked.options())
        .isEqualTo(
            new FileOptions(
                FIRST,
                Optional.of(
                    new Window(
                        new ProductMask(3),
                        Instant.parse("2026-12-01T00:00:00Z"),
                        Instant.parse("2026-12-31T23:59:59Z"))),
                new ReceiverRules(3, Set.of("newcamd"), List.of(), true, 0),
                true,
                true,
                true));
  }

  @Test
  void theReportIsReadByProgramsAndRussians() throws Exception {
    assertThat(shell.run(ReceiverImport.class, "--json", file("CCcam.cfg"), "1"))
        .contains("\"changed\":false", "\"added\":1", "\"settings\":[", "missing");
    assertThat(new Shell("ru", files).run(ReceiverImport.class, file("CCcam.cfg"), "1"))
        .contains("Нет пробела.", "будет добавлена", "предупреждение");
    assertThat(shell.refused(ReceiverImport.class, "-k", "gbox", file("CCcam.cfg"), "1"))
        .contains("cccam-cfg");
    assertThat(shell.refused(ReceiverImport.class, folder.resolve("none").toString(), "1"))
        .contains("none");
  }

  @Test
  void manyAccountsAreAddedAndTheirPasswordsShown() throws Exception {
    assertThat(shell.run(ReceiverAddMany.class, "-s", "3", "house-###", "2", "4100000000"))
        .isEqualTo(
            """
            Account   | Card          | Password
            ----------+---------------+--------------------
            house-001 | 410-000-000-0 | secret-of-house-001
            house-002 | 410-000-000-1 | secret-of-house-002\
            """);
    assertThat(receivers.last().get(1))
        .isEqualTo(
            new NewReceiverSeries(
                NetworkId.MAIN,
                "house-###",
                1,
                2,
                FIRST,
                List.of(),
                new ReceiverRules(3, Set.of(), List.of(), true, 0)));
    shell.run(
        ReceiverAddMany.class,
        "-f",
        "40",
        "-w",
        "00000001:2026-12-01:2026-12-31",
        "f-##",
        "9",
        "1");
    NewReceiverSeries asked = (NewReceiverSeries) receivers.last().get(1);
    assertThat(asked.firstNumber()).isEqualTo(40);
    assertThat(asked.sold()).hasSize(1);
  }

  @Test
  void linesAreShownAsTheyAreEntered() throws Exception {
    assertThat(shell.run(ReceiverLinesShow.class, "-f", "oscam", "-p", "cs378x", "ann"))
        .isEqualTo("C: tv 12000 ann secret\nC: tv2 12000 ann secret");
    assertThat(lines.last().get(1))
        .isEqualTo(new LineRequest(NetworkId.MAIN, "ann", LineForm.OSCAM, Optional.of("cs378x")));
    assertThat(shell.run(ReceiverLinesShow.class, "--json", "ann")).contains("\"lines\":\"C: tv");
    assertThat(shell.refused(ReceiverLinesShow.class, "-f", "gbox", "ann")).contains("tvheadend");
  }

  @Test
  void aPictureIsWrittenForItsOwnerOnly() throws Exception {
    Path picture = folder.resolve("ann.svg");
    assertThat(shell.run(ReceiverLinesShow.class, "--qr", picture.toString(), "ann"))
        .contains("password", picture.toString());
    assertThat(picture).hasContent("<svg/>\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(picture)))
        .isEqualTo("rw-------");
    assertThat(shell.refused(ReceiverLinesShow.class, "--qr", picture.toString(), "ann"))
        .as("nothing is overwritten")
        .contains("ann.svg");
  }
}
