package io.caskade.ops.airwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.EndpointState;
import io.caskade.lib.ts.TsPacket;
import io.caskade.ops.airwatch.watch.AirReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A probe on real sockets and files. */
class ProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int RTP_HEADER = 12;

  @TempDir Path folder;

  private static Probe probe(Map<String, Object> settings) {
    return new Probe(
        SettingsReader.read("test", SettingsReaderTest.config(settings)),
        System::nanoTime,
        InstantSource.system());
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static long count(Probe probe, String name) {
    return probe.report().counters().getOrDefault(name, 0L);
  }

  @Test
  void plainPacketsAndRtpAreHeardAndTheRestIsCounted() throws Exception {
    int port = freePort();
    try (Probe probe = probe(Map.of("source", "udp://127.0.0.1:" + port));
        DatagramSocket sender = new DatagramSocket()) {
      probe.start();
      await("the probe listens", () -> probe.status().state() == EndpointState.RUNNING);
      InetSocketAddress target = new InetSocketAddress("127.0.0.1", port);
      byte[] plain = new byte[7 * TsPacket.SIZE];
      for (int i = 0; i < 7; i++) {
        System.arraycopy(
            TsPacket.nullPacket().buffer(), 0, plain, i * TsPacket.SIZE, TsPacket.SIZE);
      }
      sender.send(new DatagramPacket(plain, plain.length, target));
      for (int sequence : new int[] {65_534, 65_535, 2}) {
        byte[] rtp = new byte[RTP_HEADER + plain.length];
        rtp[0] = (byte) 0x80;
        rtp[1] = 33;
        rtp[2] = (byte) (sequence >> 8);
        rtp[3] = (byte) sequence;
        System.arraycopy(plain, 0, rtp, RTP_HEADER, plain.length);
        sender.send(new DatagramPacket(rtp, rtp.length, target));
      }
      sender.send(new DatagramPacket(new byte[100], 100, target));
      sender.send(new DatagramPacket(new byte[0], 0, target));
      await("all packets are counted", () -> count(probe, "packets") == 28);
      await("foreign datagrams are counted", () -> probe.counts().foreign() == 2);
      assertThat(probe.counts().lost()).isEqualTo(2);
      await(
          "the end of the stream is an alarm",
          () ->
              probe.report().alarms().stream()
                  .anyMatch(alarm -> alarm.code() == AlarmCode.AIR_STREAM_MISSING));
    }
    assertNoThreads();
  }

  @Test
  void aPortThatIsInUseIsSaid() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Probe probe = probe(Map.of("source", "udp://127.0.0.1:" + taken.getLocalPort()))) {
      probe.start();
      await("it fails", () -> probe.status().state() == EndpointState.FAILED);
      assertThat(probe.status().detail())
          .contains("udp://127.0.0.1:" + taken.getLocalPort())
          .contains("tries again");
      assertThat(probe.report().alarms()).isEmpty();
    }
    assertNoThreads();
  }

  @Test
  void aFileIsPlayedToItsEndAndThenTheProbeRests() throws Exception {
    Path file = folder.resolve("two-services.ts");
    try (InputStream stream =
        Objects.requireNonNull(ProbeTest.class.getResourceAsStream("two-services.ts"))) {
      Files.copy(stream, file);
    }
    try (Probe probe = probe(Map.of("source", "file:" + file, "loop", false))) {
      probe.start();
      await("it ends", () -> probe.status().state() == EndpointState.STOPPED);
      AirReport report = probe.report();
      assertThat(report.counters().get("packets")).isPositive();
      assertThat(report.others()).isEqualTo(2);
      assertThat(ProbeFacts.metrics("test", report))
          .extracting(family -> family.name())
          .contains("air_packets", "air_scrambled_ratio", "air_ecm_age_seconds");
    }
    assertNoThreads();
  }

  @Test
  void aFileThatIsNotThereIsSaid() throws Exception {
    try (Probe probe = probe(Map.of("source", "file:" + folder.resolve("absent.ts")))) {
      probe.start();
      await("it fails", () -> probe.status().state() == EndpointState.FAILED);
      assertThat(probe.status().detail()).contains("absent.ts");
    }
  }

  private static void assertNoThreads() throws InterruptedException {
    await(
        "its threads have ended",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("caskade-airwatch-")));
  }
}
