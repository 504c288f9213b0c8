package io.caskade.tools.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.cardprotocol.T0Host;
import io.caskade.lib.cardprotocol.T0Timing;
import io.caskade.tools.card.pty.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program: its words, its errors, and a card on a real pseudo-terminal. */
@Timeout(60)
class ServeCardTest {
  private static final String BIN =
      "7D2B75040005CD8B54564341532E434F4D2020202020205E9306445EBA92CC000000016C046C05000100"
          + "2F41A83FBA9957BA74F1D62918B4FD8237CE4F46112137749E245482FDA4052D"
          + "94A065685D64C4980BB8D4544A8721A9";
  private static final String ECM =
      "DDA200003A14380081703470326421C8A31FC757909B95654E2438D28F2E0A4B30658C9426394301BF468730"
          + "8E2FF901BF4687308E2FF97ECC48FD2090F896";

  @TempDir Path folder;
  private Path config;

  /**
   * What a run ended with.
   *
   * @param said both streams
   */
  private record Ended(int code, String said) {}

  @BeforeEach
  void writeConfig() throws IOException {
    config = Files.write(folder.resolve("card.bin"), HexFormat.of().parseHex(BIN));
  }

  private static Ended run(String... words) {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = ServeCard.run(words, stream, stream);
    return new Ended(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private Ended serve(String... words) {
    List<String> all = new ArrayList<>(List.of("--config", config.toString()));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  @Test
  void helpTellsEveryOption() {
    Ended help = run("--help");
    assertThat(help.code()).isZero();
    for (String option :
        List.of(
            "config",
            "state",
            "vpcd",
            "vpcd-listen",
            "tty",
            "serial-listen",
            "mode",
            "services",
            "block-hours",
            "no-echo")) {
      assertThat(help.said()).contains("--" + option);
    }
    assertThat(run()).isEqualTo(new Ended(2, help.said()));
  }

  @Test
  void wordsThatMakeNoSenseAreRefusedInOneSentence() {
    assertWrong(run("--tty", "/tmp/x"), "--config is missing");
    assertWrong(serve(), "not 0");
    assertWrong(serve("--tty", "a", "--vpcd", "b:1"), "not 2");
    assertWrong(serve("--tty"), "--tty wants a value");
    assertWrong(serve("tty"), "What is tty?");
    assertWrong(serve("--speed", "9600"), "There is no option --speed");
    assertWrong(serve("--vpcd", "35963"), "--vpcd wants HOST:PORT");
    assertWrong(serve("--vpcd", "localhost:0"), "from 1 to 65535");
    assertWrong(serve("--vpcd-listen", "70000"), "from 1 to 65535");
    assertWrong(serve("--tty", "x", "--mode", "old"), "promised or compatibility");
    assertWrong(serve("--tty", "x", "--services", "9"), "from 1 to 8");
    assertWrong(serve("--tty", "x", "--block-hours", "0"), "from 1 to 8760");
    assertWrong(
        run("--config", folder.resolve("none.bin").toString(), "--tty", "x"), "there is no file");
  }

  private static void assertWrong(Ended ended, String told) {
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).startsWith("card: ").contains(told).hasLineCount(1);
  }

  @Test
  void whatCannotBeServedIsToldInOneSentence() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "mine");
    assertFailed(serve("--tty", taken.toString()), taken + " exists already");
    assertThat(taken).hasContent("mine");
    assertFailed(serve("--tty", folder.resolve("no/port").toString()), "there is no folder");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFailed(
          serve("--vpcd-listen", Integer.toString(other.getLocalPort())),
          "port " + other.getLocalPort() + " on 127.0.0.1 cannot be had");
    }
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.write(state.resolve("2100000004.card"), new byte[40]);
    assertFailed(
        serve("--tty", folder.resolve("port").toString(), "--state", state.toString()),
        "is not the state of a virtual card");
    Files.write(config, new byte[7]);
    assertFailed(serve("--tty", "x"), "7 bytes, not 90");
  }

  private static void assertFailed(Ended ended, String told) {
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said().lines().toList().get((int) ended.said().lines().count() - 1))
        .startsWith("card: ")
        .contains(told)
        .doesNotContain("Exception");
  }

  @Test
  void aHostOpensThePortAndAsksTheCardWhichRemembersOverARestart() throws Exception {
    Path port = folder.resolve("port");
    String state = folder.resolve("state").toString();
    for (int time = 0; time < 2; time++) {
      BlockingQueue<String> said = new LinkedBlockingQueue<>();
      FutureTask<Integer> program =
          new FutureTask<>(
              () ->
                  ServeCard.run(
                      new String[] {
                        "--config", config.toString(), "--state", state, "--tty", port.toString()
                      },
                      lines(said),
                      System.err));
      Thread thread = new Thread(program, "serves-a-card");
      thread.start();
      String line = "";
      while (!line.contains("Its reader's port is")) {
        line = String.valueOf(said.poll(20, TimeUnit.SECONDS));
        assertThat(line).isNotEqualTo("null");
      }
      try (HostPort host = new HostPort(port)) {
        dialogue(host, time == 0 ? "02" : "04");
      }
      thread.interrupt();
      assertThat(program.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(Files.isSymbolicLink(port)).as("the link is gone").isFalse();
    }
  }

  private static void dialogue(HostPort port, String maturity) throws Exception {
    T0Host host = new T0Host(port, T0Timing.at(9_600), true, System::nanoTime);
    for (int time = 0; time < 2; time++) {
      assertThat(host.reset(port.reset()).toString()).isEqualTo("3B240030423030");
      assertThat(ask(host, "DD26000003100140")).isEqualTo("9811");
      assertThat(ask(host, "DDCA000011"))
          .isEqualTo("20014028020B002F02002C3001" + maturity + "2301029000");
      assertThat(ask(host, ECM)).isEqualTo("9822");
      assertThat(ask(host, "DDCA000022"))
          .isEqualTo("250D00000100002021222324252627250D00000000003031323334353637310240009000");
    }
    assertThat(ask(host, "DDC80000071F053132333404")).isEqualTo("9000");
  }

  private static String ask(T0Host host, String command) throws Exception {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(host.exchange(HexFormat.of().parseHex(command)));
  }

  /** A stream whose lines can be waited for. */
  private static PrintStream lines(BlockingQueue<String> lines) {
    return new PrintStream(
        new ByteArrayOutputStream() {
          @Override
          public synchronized void flush() {
            String text = toString(StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            if (end >= 0) {
              reset();
              byte[] rest = text.substring(end + 1).getBytes(StandardCharsets.UTF_8);
              write(rest, 0, rest.length);
              lines.addAll(Arrays.asList(text.substring(0, end).split("\n", -1)));
            }
          }
        },
        true,
        StandardCharsets.UTF_8);
  }
}
