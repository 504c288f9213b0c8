package io.caskade.receivers.files.intake;

import static io.caskade.receivers.files.PlayedManagement.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileAccount.State;
import io.caskade.api.rights.receivers.files.FileKind;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.api.rights.receivers.files.FileRemark;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.api.rights.receivers.files.FileText;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.receivers.files.PlayedManagement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final CardSerial FIRST = new CardSerial(4_100_000_000L);
  private static final Window YEAR =
      new Window(
          new ProductMask(3),
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2027-06-30T23:59:59Z"));

  private final PlayedManagement management = new PlayedManagement();
  private final Intake intake =
      new Intake(management, management.cardManagement(), PlayedManagement.networks(), () -> NOW);

  private static FileOptions options(boolean renames, boolean makes, boolean guides) {
    return new FileOptions(FIRST, Optional.of(YEAR), ReceiverRules.DEFAULT, renames, makes, guides);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = IntakeTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static ReceiverFile file(FileKind kind, byte[] text, FileOptions options) {
    return new ReceiverFile(NetworkId.MAIN, kind, new FileText(text), options);
  }

  private static ReceiverFile lines(FileKind kind, FileOptions options, String... lines) {
    return file(kind, String.join("\n", lines).getBytes(StandardCharsets.UTF_8), options);
  }

  private FileReport take(ReceiverFile file) {
    return intake.take(CALLER, file, (done, total) -> {});
  }

  private NewReceiverAccount added(String name) {
    return management.wanted.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(FileReport report, int line) {
    return report.remarks().stream()
        .filter(remark -> remark.line() == line)
        .map(FileRemark::code)
        .toList();
  }

  @Test
  void aDryRunTellsAllAndChangesNothing() throws Exception {
    FileReport report =
        intake.check(
            CALLER, file(FileKind.CCCAM_CFG, resource("CCcam.cfg"), options(false, false, false)));
    assertThat(report.changed()).isFalse();
    assertThat(management.wanted).isEmpty();
    assertThat(report.accounts())
        .extracting(FileAccount::line, FileAccount::name, FileAccount::state)
        .containsExactly(
            tuple(6, "anna", State.WOULD_ADD),
            tuple(7, "bernd", State.WOULD_ADD),
            tuple(8, "flat-17", State.WOULD_ADD),
            tuple(9, "flat-18", State.WOULD_ADD),
            tuple(10, "hotel", State.WOULD_ADD),
            tuple(11, "carla", State.WOULD_ADD),
            tuple(12, "dora", State.WOULD_ADD),
            tuple(14, "emil", State.REFUSED),
            tuple(15, "a-name-that-is-far-t", State.REFUSED),
            tuple(16, "fritz", State.REFUSED),
            tuple(17, "gustav", State.WOULD_ADD),
            tuple(18, "heidi", State.WOULD_ADD),
            tuple(19, "ida", State.WOULD_ADD),
            tuple(21, "karl", State.WOULD_ADD),
            tuple(22, "lena", State.WOULD_ADD),
            tuple(23, "mario", State.WOULD_ADD));
    assertThat(report.accounts().get(1).card()).hasValue(new CardSerial(FIRST.value() + 1));
    assertThat(codes(report, 6)).containsExactly("fields-explained");
    assertThat(codes(report, 8)).containsExactly("limits-dropped");
    assertThat(codes(report, 9))
        .containsExactly("denied-dropped", "hours-dropped", "limits-dropped");
    assertThat(codes(report, 10)).containsExactly("downhops-taken");
    assertThat(codes(report, 11)).containsExactly("missing-blank");
    assertThat(codes(report, 13)).containsExactly("duplicate-user");
    assertThat(codes(report, 14)).containsExactly("name-refused");
    assertThat(codes(report, 16)).containsExactly("password-refused");
    assertThat(codes(report, 17)).containsExactly("guide-reading");
    assertThat(codes(report, 33)).containsExactly("option-listener");
    assertThat(codes(report, 42)).containsExactly("unknown-option");
    assertThat(codes(report, 43)).containsExactly("emm-block");
    assertThat(report.remarks()).extracting(FileRemark::line).isSorted();
    assertThat(management.shown).isEmpty();
  }

  @Test
  void serversOfTheFileBecomeSettingsToBeReadByAPerson() throws Exception {
    FileReport report =
        intake.check(
            CALLER, file(FileKind.CCCAM_CFG, resource("CCcam.cfg"), options(false, false, false)));
    assertThat(report.settings())
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .contains(
                        "cores = core1.example.org:12000, core2.example.org:12000\n",
                        "user = site2\n",
                        "line 26")
                    .doesNotContain("SitePass2222"));
    assertThat(codes(report, 28)).containsExactly("server-dropped");
    assertThat(codes(report, 29)).containsExactly("server-dropped");
  }

  @Test
  void takingOverAddsEachAccountWithItsCardAndWhatIsSold() throws Exception {
    var progress = new ArrayList<Integer>();
    FileReport report =
        intake.take(
            CALLER,
            file(FileKind.CCCAM_CFG, resource("CCcam.cfg"), options(false, false, false)),
            (done, total) -> progress.add(100 * done / total));
    assertThat(report.count(State.ADDED)).isEqualTo(13);
    assertThat(report.count(State.REFUSED)).isEqualTo(3);
    assertThat(progress).hasSize(16).endsWith(100).isSorted();
    NewReceiverAccount hotel = added("hotel");
    assertThat(hotel.makesCard()).isTrue();
    assertThat(hotel.sold()).containsExactly(YEAR);
    assertThat(hotel.rules())
        .isEqualTo(new ReceiverRules(2, Set.of(), List.of("192.0.2.77"), true, 2));
    assertThat(management.passwords).containsEntry("hotel", "HotelPassword1");
    assertThat(added("flat-18").rules().addresses()).containsExactly("192.0.2.18");
    assertThat(added("gustav").rules().downhops()).as("read as CCcam does").isZero();
    assertThat(management.cards).hasSize(13).startsWith(FIRST);
  }

  @Test
  void aSecondRunChangesNothing() throws Exception {
    byte[] text = resource("CCcam.cfg");
    take(file(FileKind.CCCAM_CFG, text, options(true, true, false)));
    int wanted = management.wanted.size();
    FileReport again = take(file(FileKind.CCCAM_CFG, text, options(true, true, false)));
    assertThat(wanted).isEqualTo(16);
    assertThat(management.wanted).hasSize(wanted);
    assertThat(again.count(State.EXISTS)).isEqualTo(16);
    assertThat(codes(again, 6)).containsExactly("fields-explained", "account-exists");
    assertThat(again.accounts().get(0).card()).hasValue(FIRST);
  }

  @Test
  void proposedNamesAndMadePasswordsAreTakenWhenAskedFor() throws Exception {
    FileReport report =
        take(file(FileKind.CCCAM_CFG, resource("CCcam.cfg"), options(true, true, false)));
    assertThat(report.count(State.REFUSED)).isZero();
    assertThat(management.accounts).containsKeys("emil", "a-name-that-is-far-t", "fritz");
    assertThat(management.passwords).containsEntry("fritz", "made-password-1");
    assertThat(codes(report, 14)).containsExactly("name-changed");
    assertThat(codes(report, 16)).containsExactly("password-made");
  }

  @Test
  void theGuidesReadingIsTakenWhenAskedFor() {
    FileReport report =
        take(
            lines(
                FileKind.CCCAM_CFG,
                options(false, false, true),
                "F: gustav GustavsPass1 1 2 0",
                "F: plain PlainPass111"));
    assertThat(added("gustav").rules().downhops()).isEqualTo(2);
    assertThat(added("plain").rules().downhops()).isZero();
    assertThat(codes(report, 1)).contains("guide-taken");
  }

  @Test
  void namesThatBecomeTheSameAreNotMixedUp() {
    FileReport report =
        take(
            lines(
                FileKind.CCCAM_CFG,
                options(true, false, false),
                "F: anna AnnasPass1111",
                "F: Anna AnnasPass2222"));
    assertThat(report.accounts())
        .extracting(FileAccount::state)
        .containsExactly(State.ADDED, State.REFUSED);
    assertThat(codes(report, 2)).containsExactly("name-changed", "name-taken");
    assertThat(management.passwords).containsEntry("anna", "AnnasPass1111");
  }

  @Test
  void whoGetsNoCardThereGetsNoLogInHere() {
    FileReport report =
        take(
            lines(
                FileKind.CCCAM_CFG,
                options(false, false, false),
                "F: nobody NobodysPass1 1 0 0 { 0:0:0 }"));
    assertThat(added("nobody").enabled()).isFalse();
    assertThat(codes(report, 1)).contains("nothing-allowed");
  }

  @Test
  void accountsOfOscamAreTakenOver() throws Exception {
    FileReport report =
        take(file(FileKind.OSCAM_USER, resource("oscam.user"), options(false, false, false)));
    assertThat(report.accounts())
        .extracting(FileAccount::name, FileAccount::state)
        .containsExactly(
            tuple("anna", State.ADDED),
            tuple("bernd", State.ADDED),
            tuple("carla", State.ADDED),
            tuple("dora", State.REFUSED),
            tuple("emilia", State.ADDED));
    NewReceiverAccount bernd = added("bernd");
    assertThat(bernd.enabled()).isFalse();
    assertThat(bernd.rules())
        .isEqualTo(
            new ReceiverRules(
                2, Set.of("cccam", "newcamd", "cs378x"), List.of("192.0.2.7"), false, 0));
    assertThat(bernd.sold().get(0).finish())
        .as("the last second before the day, in the network's zone")
        .isEqualTo(Instant.parse("2026-12-30T20:59:59Z"));
    assertThat(codes(report, 22)).containsExactly("key-dropped");
    assertThat(codes(report, 14)).containsExactly("disabled-taken", "expires-taken");
  }

  @Test
  void anAccountThatHasExpiredIsSwitchedOffAndSoldNothing() {
    FileReport report =
        take(
            lines(
                FileKind.OSCAM_USER,
                options(false, false, false),
                "[account]",
                "user = old",
                "pwd = OldPassword1",
                "expdate = 2026-11-01"));
    assertThat(added("old").enabled()).isFalse();
    assertThat(added("old").sold()).isEmpty();
    assertThat(codes(report, 1)).containsExactly("expired");
  }

  /** None of ours would mean all of ours, which is more than the file allowed. */
  @Test
  void anAccountOfForeignProtocolsOnlyIsSwitchedOff() {
    FileReport report =
        take(
            lines(
                FileKind.OSCAM_USER,
                options(false, false, false),
                "[account]",
                "user = gb",
                "pwd = GboxPassword1",
                "allowedprotocols = gbox"));
    assertThat(added("gb").enabled()).isFalse();
    assertThat(codes(report, 1)).containsExactly("protocol-unknown", "protocols-none");
  }

  @Test
  void aCardThatSomebodyElseTookMeanwhileIsPassedOver() {
    management.cards.add(FIRST);
    var takes = new AtomicInteger();
    management.before =
        account -> {
          if (takes.getAndIncrement() < 2) {
            management.cards.add(account.card());
          }
          return account;
        };
    FileReport report =
        take(lines(FileKind.CCCAM_CFG, options(false, false, false), "F: anna AnnasPass1111"));
    assertThat(report.accounts().get(0).card()).hasValue(new CardSerial(FIRST.value() + 3));
  }

  @Test
  void whatKeepsOneOutIsToldAndTheOthersAreAdded() {
    management.before =
        account -> {
          if (account.name().equals("bernd")) {
            throw new CaskadeException(ErrorCode.RECEIVER_EXISTS, "bernd");
          }
          return account;
        };
    FileReport report =
        take(
            lines(
                FileKind.CCCAM_CFG,
                options(false, false, false),
                "F: anna AnnasPass1111",
                "F: bernd BerndsPass11",
                "F: carla CarlasPass11"));
    assertThat(report.accounts())
        .extracting(FileAccount::state)
        .containsExactly(State.ADDED, State.REFUSED, State.ADDED);
    FileRemark refused = report.remarks().get(0);
    assertThat(refused.code()).isEqualTo("account-refused");
    assertThat(refused.in(Locale.ENGLISH).text()).contains("exists already");
    assertThat(refused.in(Locale.forLanguageTag("ru")).text()).contains("уже есть");
  }

  @Test
  void whatKeepsAllOutEndsItAndIsThrownOnlyWhenNothingWasDone() {
    ReceiverFile file =
        lines(
            FileKind.CCCAM_CFG,
            options(false, false, false),
            "F: anna AnnasPass1111",
            "F: bernd BerndsPass11",
            "F: carla CarlasPass11");
    var failing = new AtomicInteger(1);
    management.before =
        account -> {
          if (failing.getAndDecrement() <= 0) {
            throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "gone");
          }
          return account;
        };
    FileReport report = take(file);
    assertThat(report.accounts())
        .extracting(FileAccount::state)
        .containsExactly(State.ADDED, State.LEFT, State.LEFT);
    assertThat(report.remarks()).extracting(FileRemark::code).contains("stopped");
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> take(file))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
    management.before = account -> account;
    assertThat(take(file).accounts())
        .extracting(FileAccount::state)
        .as("it goes on where it stopped")
        .containsExactly(State.EXISTS, State.ADDED, State.ADDED);
  }

  @Test
  void theReportHoldsNoPassword() throws Exception {
    for (boolean change : List.of(false, true)) {
      ReceiverFile file =
          file(FileKind.CCCAM_CFG, resource("CCcam.cfg"), options(true, true, true));
      FileReport report = change ? take(file) : intake.check(CALLER, file);
      assertThat(report.toString() + file)
          .doesNotContain("s3cretAnna", "Kp7mQ2xWv9TzRb4d", "SitePass2222", "PagesPass1", "short");
    }
  }

  @Test
  void namesOfProvidersAreShown() {
    FileReport report =
        intake.check(
            CALLER,
            lines(
                FileKind.CCCAM_PROVIDERS, FileOptions.of(FIRST), "0b00000001 \"My Pay TV\" main"));
    assertThat(report.remarks())
        .singleElement()
        .satisfies(
            remark ->
                assertThat(remark.in(Locale.ENGLISH).text())
                    .contains("0B00", "000001", "My Pay TV"));
  }

  @Test
  void anOldFileInLatin1IsRead() {
    byte[] text = "F: j\u00f6rg JoergsPass11\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            intake
                .check(CALLER, file(FileKind.CCCAM_CFG, text, options(true, false, false)))
                .accounts())
        .extracting(FileAccount::written, FileAccount::name)
        .containsExactly(tuple("j\u00f6rg", "j-rg"));
  }
}
