package io.caskade.lib.simulcrypt.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
  private static final Recording.Limits LIMITS =
      new Recording.Limits(1 << 20, Duration.ofSeconds(60));
  private static final String WORD = "A1A2A3A4A5A6A7A8";
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  @TempDir Path folder;

  @Test
  void aCaptureIsReadAsItWasWrittenWithoutTheWords() throws IOException {
    CaptureDesk desk = desk();
    assertThat(desk.recording()).isNull();
    desk.start("", LIMITS);
    Recording recording = desk.recording();
    int connection = recording.begin("10.0.0.7:3311");
    byte[] setup = ChannelSetup.of(2, 1, 0x0B000001).pdu().toByteArray();
    recording.received(connection, setup, 0, setup.length, true);
    nanos.addAndGet(1_000_000);
    byte[] provision = provision();
    recording.received(connection, provision, 0, provision.length, true);
    recording.sent(connection, EcmResponse.of(2, 1, 1, 0, new byte[55]).pdu());
    byte[] garbage = Arrays.copyOfRange(provision, 20, provision.length);
    recording.received(connection, garbage, 0, garbage.length, false);
    recording.end(connection);
    CaptureDesk.Status status = desk.stop();
    assertThat(status.running()).isFalse();
    assertThat(status.messages()).isEqualTo(4);

    Path file = Path.of(status.file());
    assertThat(file).hasFileName("ecmg-main-20261121T200000Z.cap").hasSize(status.bytes() + 28);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    byte[] bytes = Files.readAllBytes(file);
    assertThat(HexFormat.of().withUpperCase().formatHex(bytes))
        .doesNotContain(WORD.substring(0, 4));

    CaptureFormat.Capture read = CaptureFormat.read(new ByteArrayInputStream(bytes));
    assertThat(read.complete()).isTrue();
    assertThat(read.header())
        .isEqualTo(new CaptureFormat.Header(SimulcryptInterface.ECMG_SCS, NOW, "ecmg-main"));
    List<CaptureRecord> records = read.records();
    assertThat(records)
        .extracting(CaptureRecord::kind)
        .containsExactly(
            CaptureRecord.Kind.OPENED,
            CaptureRecord.Kind.RECEIVED,
            CaptureRecord.Kind.RECEIVED,
            CaptureRecord.Kind.SENT,
            CaptureRecord.Kind.RECEIVED,
            CaptureRecord.Kind.CLOSED);
    assertThat(records.get(0).text()).isEqualTo("10.0.0.7:3311");
    assertThat(records.get(1).message()).isEqualTo(Pdu.wrap(setup));
    CwProvision blank = new CwProvision(Pdu.wrap(provision()));
    blank.wipeControlWords();
    assertThat(records.get(2).message()).isEqualTo(blank.pdu());
    assertThat(records.get(2).nanos()).isEqualTo(1_000_000);
    assertThat(records.get(4).whole()).isFalse();
    assertThat(records.get(4).message()).isEqualTo(Pdu.wrap(new byte[garbage.length]));
  }

  @Test
  void itEndsWhenItIsFullAndSaysSo() throws IOException {
    CaptureDesk desk = desk();
    desk.start("", new Recording.Limits(500, Duration.ofSeconds(60)));
    Recording recording = desk.recording();
    byte[] provision = provision();
    for (int i = 0; i < 50; i++) {
      recording.received(1, provision, 0, provision.length, true);
    }
    CaptureDesk.Status status = desk.stop();
    assertThat(status.bytes()).isBetween(500L, 600L);
    assertThat(desk.recording()).isNull();
  }

  @Test
  void itEndsWhenItsTimeIsOver() throws Exception {
    CaptureDesk desk = desk();
    desk.start("", LIMITS);
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (desk.recording() != null && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(desk.status().running()).isFalse();
    assertThat(desk.status().end()).isEqualTo("time is over: 60 s");
  }

  @Test
  void oneAtATimeAndOnlyThePeerThatWasAskedFor() throws IOException {
    CaptureDesk desk = desk();
    desk.start("10.0.0.7", LIMITS);
    assertThatThrownBy(() -> desk.start("", LIMITS)).isInstanceOf(IllegalStateException.class);
    Recording recording = desk.recording();
    assertThat(recording.covers("10.0.0.7:1")).isTrue();
    assertThat(recording.covers("10.0.0.70:1")).isFalse();
    desk.close();
  }

  @Test
  void aFileThatIsCutGivesWhatIsComplete() throws IOException {
    byte[] bytes = sample();
    CaptureFormat.Capture cut =
        CaptureFormat.read(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 1)));
    assertThat(cut.complete()).isFalse();
    assertThat(cut.records()).hasSize(1);
  }

  @Test
  void whatIsNoCaptureIsRefused() throws IOException {
    assertThatThrownBy(() -> read("GIF89a..........")).isInstanceOf(CaptureFormatException.class);
    assertThatThrownBy(() -> read("CASK")).hasMessageContaining("ends inside its header");
    byte[] other = sample();
    other[7] = 9;
    assertThatThrownBy(() -> CaptureFormat.read(new ByteArrayInputStream(other)))
        .hasMessage("it is of version 9, this program reads 1");
  }

  @FuzzTest
  void anyFileIsReadOrRefused(byte[] bytes) throws IOException {
    byte[] sample = sample();
    byte[] both = Arrays.copyOf(sample, sample.length + bytes.length);
    System.arraycopy(bytes, 0, both, sample.length, bytes.length);
    for (byte[] file : List.of(bytes, both)) {
      try {
        CaptureFormat.read(new ByteArrayInputStream(file)).records().forEach(CaptureRecord::text);
      } catch (CaptureFormatException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  private static void read(String text) throws IOException {
    CaptureFormat.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] sample() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CaptureFormat.write(out, new CaptureFormat.Header(SimulcryptInterface.EMMG_MUX, NOW, "x"));
    CaptureFormat.write(out, CaptureRecord.note(CaptureRecord.Kind.OPENED, 1, 0, "a:1"));
    Pdu message = ChannelSetup.of(2, 1, 1).pdu();
    CaptureFormat.write(out, new CaptureRecord(CaptureRecord.Kind.SENT, 1, 5, true, message, ""));
    return out.toByteArray();
  }

  private CaptureDesk desk() {
    return new CaptureDesk(
        SimulcryptInterface.ECMG_SCS,
        folder.resolve("captures"),
        "ecmg-main",
        () -> NOW,
        nanos::get,
        task -> new Thread(task, "capture-test").start());
  }

  private static byte[] provision() {
    return CwProvision.builder(2, 1, 1, 0)
        .accessCriteria(new byte[] {0, 0, 0, 1})
        .word(0, HexFormat.of().parseHex(WORD))
        .word(1, HexFormat.of().parseHex(WORD))
        .build()
        .pdu()
        .toByteArray();
  }
}
