package io.caskade.faces.console.commands.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.BulkWork.CardSelection;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Shell;
import io.caskade.faces.console.commands.Texts;
import io.caskade.faces.console.commands.cards.CardAddRange;
import io.caskade.faces.console.commands.cards.CardExtend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JobCommandsTest {
  private static final Instant AT = Instant.parse("2026-11-21T00:30:00Z");

  private final Fake<JobManagement> jobs = Fake.of(JobManagement.class);
  private final Shell shell = new Shell(jobs);

  private static Job job(JobState state, int done, String... report) {
    return new Job(
        NetworkId.MAIN,
        "j-1",
        1,
        "extend",
        state,
        4,
        done,
        report.length,
        List.of(report),
        Octets.of(new byte[0]),
        new Actor("anna", "console"),
        AT,
        AT);
  }

  @Test
  void jobsAreListedInTheZoneOfTheNetwork() throws Exception {
    jobs.on("list", List.of(job(JobState.RUNNING, 3)));

    assertThat(shell.run(Jobs.class))
        .isEqualTo(
            """
            Job | Work   | State   | Total | Done | Refused | Started by | Created             | Changed
            ----+--------+---------+-------+------+---------+------------+---------------------+--------------------
            j-1 | extend | running | 4     | 3    | 0       | anna       | 2026-11-21 03:30:00 | 2026-11-21 03:30:00\
            """);
  }

  @Test
  void aJobShowsTheRowsThatItRefused() throws Exception {
    jobs.on("show", job(JobState.DONE, 4, "2100000004: status-forbids"));

    assertThat(shell.run(JobShow.class, "j-1")).contains("2100000004: status-forbids");
    assertThat(shell.run(JobShow.class, "--json", "j-1"))
        .contains("\"state\":\"done\"")
        .endsWith("\"report\":[{\"row\":\"2100000004: status-forbids\"}]}");
  }

  @Test
  void aBarGrowsUntilTheJobHasEnded() throws Exception {
    Deque<Job> states =
        new ArrayDeque<>(List.of(job(JobState.RUNNING, 2), job(JobState.FAILED, 3)));
    jobs.on("show", asked -> states.remove());
    var waits = new ArrayList<Duration>();
    var printed = new ByteArrayOutputStream();
    var texts = new Texts(Locale.ENGLISH);

    Job ended =
        new JobWatch(jobs.service(), Caller.administrator("anna", "console"), waits::add)
            .untilEnded(
                new Output(new PrintStream(printed, true, StandardCharsets.UTF_8), texts, false),
                job(JobState.WAITING, 0));

    assertThat(ended.state()).isEqualTo(JobState.FAILED);
    assertThat(waits).hasSize(2);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r[..............................] 0 % 0/4 waiting"
                + "\r[###############...............] 50 % 2/4 running"
                + "\r[######################........] 75 % 3/4 failed\n");
  }

  @Test
  void aJobWithoutRowsIsWhole() {
    Job nothing =
        new Job(
            NetworkId.MAIN,
            "j-2",
            1,
            "turn",
            JobState.DONE,
            0,
            0,
            0,
            List.of(),
            Octets.of(new byte[0]),
            new Actor("anna", "console"),
            AT,
            AT);

    assertThat(JobWatch.bar(new Texts(Locale.ENGLISH), nothing)).endsWith("100 % 0/0 done");
  }

  @Test
  void givenCardsAreExtendedByDays() throws Exception {
    jobs.on("start", job(JobState.WAITING, 0));

    assertThat(shell.run(CardExtend.class, "30", "2100000004")).contains("cas:job-watch j-1");

    assertThat(jobs.last().get(1))
        .isEqualTo(
            new BulkWork.Extend(
                NetworkId.MAIN,
                new CardSelection.Serials(List.of(CardSerial.parse("2100000004"))),
                Duration.ofDays(30)));
  }

  @Test
  void aSearchIsRehearsedBeforeItIsExtended() throws Exception {
    jobs.on("preview", new JobManagement.Preview(9, 7, 1, 1, List.of()));

    assertThat(shell.run(CardExtend.class, "--dry-run", "-s", "suspended", "30"))
        .contains("9 selected, 7 would change, 1 would not, 1 would be refused.");

    var work = (BulkWork.Extend) jobs.last().get(1);
    assertThat(((CardSelection.Query) work.cards()).query().statuses())
        .containsExactly(CardStatus.SUSPENDED);
  }

  @Test
  void allCardsAreOnlyExtendedWhenItIsSaid() throws Exception {
    jobs.on("start", job(JobState.DONE, 4));

    assertThat(shell.refused(CardExtend.class, "30")).contains("--all");
    assertThat(shell.run(CardExtend.class, "--all", "30")).contains("done");
  }

  @Test
  void aRangeGoesIntoStockUnlessSomethingElseIsSaid() throws Exception {
    jobs.on("start", job(JobState.WAITING, 0));

    shell.run(CardAddRange.class, "2100000000", "500");

    var work = (BulkWork.AddRange) jobs.last().get(1);
    assertThat(work.first()).isEqualTo(CardSerial.parse("2100000000"));
    assertThat(work.count()).isEqualTo(500);
    assertThat(work.status()).isEqualTo(CardStatus.STOCK);
    assertThat(work.sold().windows()).isEmpty();
  }

  @Test
  void jobsAreCancelledAndResumed() throws Exception {
    jobs.on("cancel", job(JobState.CANCELLED, 2)).on("resume", job(JobState.WAITING, 2));

    assertThat(shell.run(JobCancel.class, "j-1")).contains("cancelled");
    assertThat(shell.run(JobResume.class, "j-1")).contains("waiting");
    assertThat(jobs.last().subList(1, 3)).containsExactly(NetworkId.MAIN, "j-1");
  }
}
