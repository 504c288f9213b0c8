package io.caskade.faces.console.commands.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.api.rights.reports.Reports;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.api.rights.webhooks.WebhookSecret;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import io.caskade.faces.console.commands.webhooks.WebhookAdd;
import io.caskade.faces.console.commands.webhooks.WebhookRemove;
import io.caskade.faces.console.commands.webhooks.WebhookReplay;
import io.caskade.faces.console.commands.webhooks.Webhooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports, and who else is told of changes. */
class ReportCommandTest {
  private final Fake<Reports> reports =
      Fake.of(Reports.class)
          .on(
              "run",
              new Report(
                  ReportKind.CARDS_BY_STATUS,
                  NetworkId.MAIN,
                  Instant.EPOCH,
                  Optional.empty(),
                  List.of("status", "somethingNew"),
                  List.of(List.of("ACTIVE", "1,\"2\""))));
  private final Fake<WebhookManagement> webhooks = Fake.of(WebhookManagement.class);
  private final Shell shell = new Shell(reports, webhooks);

  @Test
  void aReportIsATableOrJsonOrCsv() throws Exception {
    assertThat(shell.run(ReportShow.class, "cards-by-status"))
        .isEqualTo(
            """
            Status | somethingNew
            -------+-------------
            ACTIVE | 1,"2"\
            """);
    assertThat(shell.run(ReportShow.class, "--json", "cards-by-status"))
        .isEqualTo("[{\"status\":\"ACTIVE\",\"somethingNew\":\"1,\\\"2\\\"\"}]");
    shell.run(ReportShow.class, "--csv", "cards-by-status");
    assertThat(shell.printed()).isEqualTo("status,somethingNew\r\nACTIVE,\"1,\"\"2\"\"\"\r\n");
  }

  @Test
  void timesAreReadInTheZoneOfTheNetwork(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("billing"), "2100000004;00000001;2027-01-01\n");

    shell.run(
        ReportShow.class,
        "--at",
        "2026-06-30",
        "--from",
        "2026-06-01",
        "--subject",
        "K-17",
        "--file",
        file.toString(),
        "reconciliation");

    assertThat(reports.last().get(1))
        .isEqualTo(
            new ReportRequest(
                ReportKind.RECONCILIATION,
                NetworkId.MAIN,
                Instant.parse("2026-06-29T21:00:00Z"),
                Optional.of(Instant.parse("2026-05-31T21:00:00Z")),
                Optional.of("K-17"),
                Optional.of("2100000004;00000001;2027-01-01\n")));
  }

  @Test
  void aKindThatDoesNotExistIsRefusedWithThoseThatDo() throws Exception {
    assertThat(shell.refused(ReportShow.class, "everything")).contains("active-by-region");
  }

  @Test
  void theSecretOfAWebhookIsShownOnce() throws Exception {
    var kept =
        new Webhook(
            NetworkId.MAIN,
            "w-1",
            1,
            "https://billing.example/hook",
            new WrappedKey(Octets.of(new byte[32])),
            Set.of("SUSPEND"),
            7,
            false);
    var made =
        new WebhookManagement.NewWebhook(kept, new WebhookSecret(new byte[] {1, (byte) 171}));
    webhooks.on("add", made).on("list", List.of(kept)).on("replay", kept).takes("remove");

    assertThat(shell.run(WebhookAdd.class, "-o", "SUSPEND", kept.url()))
        .contains("01AB")
        .contains("only once");
    assertThat(webhooks.last().subList(2, 4)).containsExactly(kept.url(), Set.of("SUSPEND"));
    assertThat(shell.run(Webhooks.class)).contains("w-1").doesNotContain("01AB");
    shell.run(WebhookReplay.class, "w-1", "3");
    assertThat(webhooks.last().subList(1, 4)).containsExactly(NetworkId.MAIN, "w-1", 3L);
    assertThat(shell.run(WebhookRemove.class, "w-1")).contains("removed");
  }
}
