package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A crowd on the ECMG's port that is no SCS. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "threads and sockets are counted in /proc")
final class HostileCrowdTest {
  private static final int IDLE = 2_000;
  private static final int ONE_BYTE = 50;
  private static final int GARBAGE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Pools of the platform breathe by a few threads; one for each bad peer would be thousands. */
  private static final int BREATH = 8;

  @Test
  void aWellBehavedChannelNoticesNothingAndNothingIsLeftOfTheCrowd() throws Exception {
    try (HeadEnd headEnd = new HeadEnd("hostile-crowd")) {
      headEnd.start();
      headEnd.awaitManagement();
      try (SteadyChannel channel = new SteadyChannel(headEnd.ecmgPort())) {
        awaitMoreAnswers(channel, 50);
        int threads = threads(headEnd);
        int sockets = sockets(headEnd);

        try (HostileCrowd crowd = new HostileCrowd(headEnd.ecmgPort())) {
          crowd.idle(IDLE);
          crowd.oneByte(ONE_BYTE);
          crowd.garbage(GARBAGE);
          Patience.await(
              "the whole crowd is there",
              PATIENCE,
              () -> sockets(headEnd) >= sockets + IDLE && crowd.garbageSent() >= 10 * GARBAGE);
          awaitMoreAnswers(channel, 200);
          assertThat(threads(headEnd)).isLessThanOrEqualTo(threads + BREATH);
          try (Scs another = new Scs(headEnd.ecmgPort())) {
            another.provision();
          }
        }

        Patience.await(
            "nothing is left of the crowd",
            PATIENCE,
            () -> sockets(headEnd) <= sockets && threads(headEnd) <= threads + BREATH);
        awaitMoreAnswers(channel, 50);
        assertThat(channel.complaints()).isEmpty();
        System.out.printf(
            "Hostile crowd: %d provisions answered, the slowest after %d ms%n",
            channel.answers(), channel.slowest().toMillis());
      }
    }
  }

  private static void awaitMoreAnswers(SteadyChannel channel, long more)
      throws InterruptedException {
    long wanted = channel.answers() + more;
    Patience.await(
        "more answers",
        PATIENCE,
        () -> {
          assertThat(channel.complaints()).isEmpty();
          return channel.answers() >= wanted;
        });
  }

  private static int threads(HeadEnd headEnd) throws IOException {
    return list(headEnd, "task").size();
  }

  private static int sockets(HeadEnd headEnd) throws IOException {
    int count = 0;
    for (Path descriptor : list(headEnd, "fd")) {
      try {
        if (Files.readSymbolicLink(descriptor).toString().startsWith("socket:")) {
          count++;
        }
      } catch (NoSuchFileException e) {
        // Closed since the folder was listed.
      }
    }
    return count;
  }

  private static List<Path> list(HeadEnd headEnd, String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + headEnd.pid(), folder))) {
      return entries.toList();
    }
  }
}
