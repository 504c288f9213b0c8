package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A crowd on the ECMG's port that is no SCS. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "threads and sockets are counted in /proc")
final class HostileCrowdTest {
  private static final int IDLE = 10_000;
  private static final int ONE_BYTE = 50;
  private static final int GARBAGE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What channel_status promises: max_comp_time of the listener. */
  private static final Duration MAX_COMP_TIME = Duration.ofMillis(500);

  /** Pools of the platform breathe by a few threads; one for each bad peer would be thousands. */
  private static final int BREATH = 8;

  /** Files of either process beside the crowd: jars, logs, the database. */
  private static final int OTHER_FILES = 1_500;

  /** Bytes of heap that a silent peer may cost. */
  private static final long HEAP_EACH = 3_072;

  /** Bytes of heap that may stay when the crowd is gone: caches that were warmed up. */
  private static final long HEAP_KEPT = 4 << 20;

  @Test
  void aWellBehavedChannelNoticesNothingAndNothingIsLeftOfTheCrowd() throws Exception {
    requireOpenFiles("this test", new Footprint(ProcessHandle.current().pid()));
    try (HeadEnd headEnd = new HeadEnd("hostile-crowd")) {
      headEnd.start();
      headEnd.awaitManagement();
      Footprint footprint = new Footprint(headEnd.pid());
      requireOpenFiles("the head-end", footprint);
      try (SteadyChannel channel = new SteadyChannel(headEnd.ecmgPort())) {
        awaitMoreAnswers(channel, 50);
        // First, since jcmd's own thread and socket stay.
        long heap = footprint.liveHeap();
        int threads = footprint.threads();
        int sockets = footprint.sockets();

        try (HostileCrowd crowd = new HostileCrowd(headEnd.ecmgPort())) {
          beSilent(crowd, channel, footprint, sockets, heap);
          beLoud(crowd, channel);
          assertThat(footprint.threads()).isLessThanOrEqualTo(threads + BREATH);
          try (Scs another = new Scs(headEnd.ecmgPort())) {
            another.provision();
          }
        }

        Patience.await(
            "nothing is left of the crowd",
            PATIENCE,
            () -> footprint.sockets() <= sockets && footprint.threads() <= threads + BREATH);
        awaitMoreAnswers(channel, 50);
        assertThat(report("gone", channel, footprint, heap))
            .as("bytes of heap that are left of the crowd")
            .isLessThanOrEqualTo(HEAP_KEPT);
      }
    }
  }

  /** Ten thousand peers connect, say nothing and stay. */
  private static void beSilent(
      HostileCrowd crowd, SteadyChannel channel, Footprint footprint, int sockets, long heap)
      throws Exception {
    channel.forgetSlowest();
    crowd.idle(IDLE);
    Patience.await(
        "the silent ones are there", PATIENCE, () -> footprint.sockets() >= sockets + IDLE);
    awaitMoreAnswers(channel, 200);
    assertThat(channel.slowest()).isLessThanOrEqualTo(MAX_COMP_TIME);
    long each = report(IDLE + " silent", channel, footprint, heap) / IDLE;
    assertThat(each).as("bytes of heap for each silent peer").isLessThanOrEqualTo(HEAP_EACH);
  }

  /** Others begin messages and never end them, or send garbage, come back and send more. */
  private static void beLoud(HostileCrowd crowd, SteadyChannel channel) throws Exception {
    crowd.oneByte(ONE_BYTE);
    crowd.garbage(GARBAGE);
    Patience.await("garbage was sent", PATIENCE, () -> crowd.garbageSent() >= 10 * GARBAGE);
    awaitMoreAnswers(channel, 200);
  }

  /** Prints where the head-end stands, and returns by how much its heap grew. */
  private static long report(
      String when, SteadyChannel channel, Footprint footprint, long heapBefore)
      throws IOException, InterruptedException {
    Duration slowest = channel.slowest();
    long grown = footprint.liveHeap() - heapBefore;
    System.out.printf(
        "Hostile crowd, %s: %d provisions answered, the slowest after %d ms; %d open files; heap"
            + " %d KiB, %+d KiB%n",
        when,
        channel.answers(),
        slowest.toMillis(),
        footprint.openFiles(),
        (heapBefore + grown) / 1024,
        grown / 1024);
    return grown;
  }

  private static void requireOpenFiles(String who, Footprint footprint) throws IOException {
    assertThat(footprint.openFilesLimit())
        .as(
            "open files that %s may have: raise the hard limit (as root 'ulimit -n %2$d', or nofile"
                + " %2$d in /etc/security/limits.conf) and run the test again",
            who, IDLE + OTHER_FILES)
        .isGreaterThanOrEqualTo(IDLE + OTHER_FILES);
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
}
