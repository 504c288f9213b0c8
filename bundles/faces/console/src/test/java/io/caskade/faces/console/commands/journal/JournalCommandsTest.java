package io.caskade.faces.console.commands.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.faces.console.commands.Fake;
import io.caskade.faces.console.commands.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandsTest {
  private static final Instant AT = Instant.parse("2026-11-21T02:59:59.5Z");

  private final Fake<JournalManagement> journal = Fake.of(JournalManagement.class);
  private final Shell shell = new Shell(journal);

  private static JournalRow row(long seq) {
    return new JournalRow(
        seq,
        new UUID(0, seq),
        AT,
        new Actor("anna", "console"),
        "SUSPEND",
        NetworkId.MAIN,
        "card:2100000004",
        "OK",
        "",
        "");
  }

  @Test
  void theNewestRowsComeLast() throws Exception {
    journal.on("find", List.of(row(8), row(7)));

    assertThat(shell.run(JournalTailing.class, "--once", "--lines", "2"))
        .isEqualTo(
            """
            2026-11-21T02:59:59Z  7  anna@console  SUSPEND  main/card:2100000004  OK
            2026-11-21T02:59:59Z  8  anna@console  SUSPEND  main/card:2100000004  OK\
            """);
  }

  @Test
  void followingMissesNothingAlsoWhenMoreThanAPageCame() {
    long head = 2_500;
    journal.on(
        "find",
        asked -> {
          JournalQuery query = (JournalQuery) asked.get(1);
          long from = query.before().orElse(head + 1) - 1;
          return LongStream.iterate(from, seq -> seq > 0, seq -> seq - 1)
              .limit(query.limit())
              .mapToObj(JournalCommandsTest::row)
              .toList();
        });
    var printed = new ArrayList<Long>();
    var tail =
        new JournalTail(
            journal.service(),
            Caller.administrator("anna", "console"),
            row -> printed.add(row.seq()));

    assertThat(tail.on(10)).isEqualTo(head);
    assertThat(printed)
        .containsExactlyElementsOf(LongStream.rangeClosed(11, head).boxed().toList());
    assertThat(tail.on(head)).isEqualTo(head);
    assertThat(printed).hasSize(2_490);
  }

  @Test
  void aRowThatWaitsForItsSealIsPrintedWhenItHasIt() {
    var printed = new ArrayList<Long>();
    var tail =
        new JournalTail(
            journal.service(),
            Caller.administrator("anna", "console"),
            row -> printed.add(row.seq()));
    journal.on("find", List.of(row(0), row(3)));
    long seen = tail.begin(10);
    journal.on("find", List.of(row(4), row(3)));

    assertThat(tail.on(seen)).isEqualTo(4);
    assertThat(printed).containsExactly(3L, 4L);
  }

  @Test
  void everyConditionReachesTheQuery() throws Exception {
    journal.on("find", List.of(row(8)));

    assertThat(
            shell.run(
                JournalFind.class,
                "-n",
                "main",
                "-f",
                "2026-11-01",
                "-t",
                "2026-12-01",
                "-u",
                "anna",
                "-o",
                "SUSPEND",
                "-g",
                "card:",
                "-b",
                "9",
                "-l",
                "5",
                "--json"))
        .startsWith("{\"seq\":8,")
        .endsWith("\"result\":\"OK\"}");
    assertThat(journal.last().get(1))
        .isEqualTo(
            new JournalQuery(
                Optional.of(NetworkId.MAIN),
                Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-12-01T00:00:00Z")),
                Optional.of("anna"),
                Optional.of("SUSPEND"),
                Optional.of("card:"),
                OptionalLong.of(9),
                5));
  }

  @Test
  void aWholeChainIsSaidToBeWhole() throws Exception {
    journal.on("verify", new JournalArchive.Verdict(12_000, 12_000, List.of()));

    assertThat(shell.run(JournalVerify.class))
        .isEqualTo("12000 rows verified, the chain is whole.");
    assertThat(shell.run(JournalVerify.class, "--json"))
        .isEqualTo("{\"whole\":true,\"rows\":12000,\"head\":12000,\"faults\":[]}");
  }

  @Test
  void faultsAreListedAndFailTheCommand() throws Exception {
    journal.on(
        "verify",
        new JournalArchive.Verdict(
            5,
            9,
            List.of(
                new JournalArchive.Fault(
                    JournalArchive.Fault.Kind.ROW_CHANGED, 6, "hash differs"))));

    assertThat(shell.refused(JournalVerify.class)).contains("6").contains("row-changed");
    assertThat(shell.printed()).contains("row changed").contains("hash differs");
  }

  @Test
  void anExportIsANewFileOfItsOwnerAlone(@TempDir Path folder) throws Exception {
    journal.on(
        "export",
        asked -> {
          @SuppressWarnings("unchecked")
          var consumer = (Consumer<JournalRow>) asked.get(3);
          consumer.accept(row(1));
          consumer.accept(row(2));
          return null;
        });
    Path file = folder.resolve("journal.jsonl");

    assertThat(shell.run(JournalExport.class, file.toString())).startsWith("2 rows");
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.startsWith("{\"seq\":"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(shell.refused(JournalExport.class, file.toString())).contains("never overwritten");
  }
}
