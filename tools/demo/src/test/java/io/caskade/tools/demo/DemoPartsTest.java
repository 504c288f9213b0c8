package io.caskade.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.CardSerial;
import io.caskade.tools.simulator.KeyText;
import io.caskade.tools.simulator.box.BoxReport;
import io.caskade.tools.simulator.box.ServiceView;
import io.caskade.tools.simulator.mux.MuxReport;
import io.caskade.tools.simulator.mux.ServiceReport;
import io.caskade.tools.simulator.scs.ScsReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPartsTest {
  private static final CardSerial SERIAL = new CardSerial(2_100_000_001L);

  @Test
  void oneThingNotSeenSpoilsTheWhole() {
    Findings findings = new Findings();
    findings.add(true, "the first", "5 packets");
    assertThat(findings.all()).isTrue();
    findings.add(false, "the second", "0 packets");
    assertThat(findings.all()).isFalse();
    assertThat(findings.lines()).anyMatch(line -> line.contains("NOT SEEN  the second"));
  }

  @Test
  void keysAreForTheirOwnerAlone(@TempDir Path folder) throws IOException {
    Path file = new DemoKeys(folder, new SplittableRandom(3)).make("ecm.key", 32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(KeyText.read("ECM key", file, 32)).hasSize(32);
  }

  @Test
  void aCardIsAddedWithOptionsBeforeArguments() {
    DemoCard card =
        new DemoCard("paid", SERIAL, "00000001", "1700000000", "1900000000", Path.of("/k/card"));
    assertThat(card.addCommand())
        .isEqualTo("cas:card-add --key-file /k/card 2100000001 00000001 1700000000 1900000000");
  }

  @Test
  void theFolderOfTheDemoGoesWithAllThatIsInIt() throws IOException {
    Path path;
    try (TemporaryFolder folder = new TemporaryFolder("caskade-demo-test-")) {
      path = folder.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/c"), "x");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatIsNoDistributionIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("letter.tar.gz"), "Dear reader");
    assertThatThrownBy(() -> new HeadEnd(file, folder.resolve("home"), 1, Clock.systemUTC()))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("letter.tar.gz is no distribution");
  }

  private static Snapshot snapshot(long dark, long lastDescrambled) {
    var scs = new ScsReport(101, true, false, 5, 6, 7, 0, 0, 1, 0);
    var view = new ServiceView(101, 10, dark, 0, 2, 0, 0, 0, lastDescrambled, 5);
    var box = new BoxReport(SERIAL, 3, 0, List.of(view));
    return new Snapshot(
        6_000_000_000L,
        new MuxReport(1_000, 4, 3, List.of(new ServiceReport(scs, 900, 60))),
        List.of(new Snapshot.Box(box, List.of(new Snapshot.Comparison(101, 8, 0, 2)))));
  }

  private static String drawn(Snapshot snapshot, boolean terminal) {
    var bytes = new ByteArrayOutputStream();
    DemoCard card = new DemoCard("paid", SERIAL, "00000001", "0", "1", Path.of("k"));
    Screen screen =
        new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, List.of(card));
    screen.show(snapshot);
    screen.show(snapshot);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theTableTellsPictureFromDark() {
    assertThat(drawn(snapshot(2, 6), false)).contains("service 101").contains("PICTURE =8 !0");
    assertThat(drawn(snapshot(2, 4), false)).contains("dark").doesNotContain("PICTURE");
  }

  @Test
  void withoutATerminalThereAreNoEscapesAndFewerLines() {
    assertThat(drawn(snapshot(2, 6), false)).doesNotContain("\u001B").hasLineCount(2);
    assertThat(drawn(snapshot(2, 6), true)).contains("\u001B[2A").hasLineCount(4);
  }
}
