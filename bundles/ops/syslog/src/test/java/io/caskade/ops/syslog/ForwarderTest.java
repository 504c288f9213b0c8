package io.caskade.ops.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.rights.journal.JournalLines;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwarderTest {
  private final TestJournal journal = new TestJournal();
  private Instant now = Instant.parse("2026-06-01T12:00:00Z");
  private TcpServer server;
  private Path file;
  private Forwarder forwarder;

  @BeforeEach
  void listen(@TempDir Path folder) throws IOException {
    server = new TcpServer(0);
    file = folder.resolve("caskade").resolve("syslog-a.cursor");
    forwarder = forwarder(false, server.port());
  }

  @AfterEach
  void close() throws IOException {
    forwarder.close();
    server.close();
  }

  private Forwarder forwarder(boolean udp, int port) {
    var target = new SyslogTarget("127.0.0.1", port, udp, "head-end-1");
    return new Forwarder("a", target, new CursorFile(file), () -> now, new SplittableRandom(1));
  }

  private Duration round() {
    return forwarder.round(journal.feed(), journal.archive());
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private List<String> lines(int from, int to) {
    return journal.rows.subList(from - 1, to).stream()
        .map(row -> JournalLines.syslog(row, "head-end-1"))
        .toList();
  }

  @Test
  void beginsAtTheHeadAndSendsEachRowBehindItsLengthInOctets() throws IOException {
    journal.seal(3);
    assertThat(round()).isEqualTo(Forwarder.POLL);
    journal.seal(2);
    round();
    server.accept();

    assertThat(server.read(2)).isEqualTo(lines(4, 5));
    assertThat(lines(4, 5).get(0)).contains("вера");
  }

  private double figure(String name) {
    return forwarder.metrics().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.samples().stream())
        .mapToDouble(sample -> ((MetricFamily.Reading.Value) sample.reading()).value())
        .sum();
  }

  @Test
  void whatIsSentWhatFailsAndWhatWaitsIsCounted() throws IOException {
    round();
    journal.seal(Forwarder.BATCH + 7);
    round();
    assertThat(figure("syslog_rows")).isEqualTo(Forwarder.BATCH);
    assertThat(figure("syslog_waiting_rows")).isEqualTo(7);
    round();
    assertThat(figure("syslog_waiting_rows")).isZero();

    forwarder.close();
    server.close();
    journal.seal(2);
    round();
    assertThat(figure("syslog_failures")).isEqualTo(1);
    assertThat(figure("syslog_waiting_rows")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aLongJournalIsSentInBatchesOneAfterTheOther() throws IOException {
    round();
    journal.seal(Forwarder.BATCH + 1);
    assertThat(round()).isEqualTo(Duration.ZERO);
    assertThat(round()).isEqualTo(Forwarder.POLL);
    server.accept();

    assertThat(server.read(Forwarder.BATCH + 1)).isEqualTo(lines(1, Forwarder.BATCH + 1));
  }

  @Test
  void anotherRunGoesOnWhereThisOneWasASecondAgo() throws IOException {
    round();
    journal.seal(2);
    pass(Forwarder.POLL);
    round();
    pass(Forwarder.POLL);
    round();
    journal.seal(3);
    round();
    server.accept();
    assertThat(server.read(5)).isEqualTo(lines(1, 5));
    forwarder.close();

    forwarder = forwarder(false, server.port());
    round();
    server.accept();
    assertThat(server.read(3)).isEqualTo(lines(3, 5));
  }

  @Test
  void theCursorIsKeptInAFileOfTheOwner() throws IOException {
    journal.seal(7);
    round();

    assertThat(new CursorFile(file).read()).isEqualTo(OptionalLong.of(7));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent()).isDirectoryContaining("glob:**.cursor");
    assertThat(Files.list(file.getParent())).hasSize(1);
  }

  @Test
  void aConnectionThatEndsIsMadeAgainAndWhatMayBeLostIsRepeated() throws IOException {
    round();
    journal.seal(2);
    round();
    server.accept();
    server.read(1);
    server.hangUp();
    journal.seal(1);
    Duration pause = round();
    assertThat(pause).isBetween(Duration.ofMillis(750), Duration.ofSeconds(1));
    round();
    server.accept();

    assertThat(server.read(3)).isEqualTo(lines(1, 3));
  }

  @Test
  void aServerThatIsAwayIsTriedLaterAndLaterAndBecomesAnAlarm() throws IOException {
    round();
    int port = server.port();
    server.close();
    journal.seal(1);
    Instant began = now;
    assertThat(round()).isBetween(Duration.ofMillis(750), Duration.ofSeconds(1));
    assertThat(round()).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(2));
    for (int i = 0; i < 20; i++) {
      round();
    }
    assertThat(round()).isBetween(Duration.ofSeconds(225), Duration.ofSeconds(300));
    assertThat(forwarder.alarms()).isEmpty();
    pass(Forwarder.ALARM);

    Alarm alarm = forwarder.alarms().get(0);
    assertThat(alarm.since()).isEqualTo(began);
    assertThat(alarm.text(Locale.ENGLISH)).contains("tcp 127.0.0.1", "refused");

    server = new TcpServer(port);
    assertThat(round()).isEqualTo(Forwarder.POLL);
    server.accept();
    assertThat(server.read(1)).isEqualTo(lines(1, 1));
    assertThat(forwarder.alarms()).isEmpty();
  }

  @Test
  void aJournalThatIsAnotherOneIsFollowedFromItsHead() throws IOException {
    journal.seal(9);
    round();
    journal.rows.clear();
    journal.seal(4);
    round();
    journal.seal(1);
    round();
    server.accept();

    assertThat(server.read(1)).isEqualTo(lines(5, 5));
  }

  @Test
  void aCursorThatCannotBeReadStopsNothingSilently() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "many");
    journal.seal(1);
    round();
    pass(Forwarder.ALARM);

    assertThat(forwarder.alarms().get(0).text(Locale.ENGLISH)).contains("holds no number");
  }

  @Test
  void aDatagramIsAMessage() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(10_000);
      forwarder = forwarder(true, socket.getLocalPort());
      round();
      journal.seal(2);
      round();
      for (int i = 1; i <= 2; i++) {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        String text =
            new String(
                packet.getData(), packet.getOffset(), packet.getLength(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo(lines(i, i).get(0));
      }
    }
  }

  @Test
  void aServerThatDoesNotReadOnKeepsNobodyFromStopping() throws Exception {
    round();
    journal.seal(200_000);
    var began = new CountDownLatch(1);
    var thread =
        new ForwarderThread(
            "a",
            () -> {
              began.countDown();
              return round();
            },
            forwarder::close);
    began.await();
    server.accept();
    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(alive -> alive.getName().startsWith(ForwarderThread.NAME))
            .toList();
    thread.close();

    assertThat(ours).isNotEmpty();
    for (Thread one : ours) {
      one.join(10_000);
      assertThat(one.isAlive()).isFalse();
    }
  }
}
