package io.caskade.cards.readerphoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.CardReaderDriverContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver with jSerialComm and a real pseudo-terminal: the contract, and what ports do. */
class PseudoTerminalTest extends CardReaderDriverContract {
  private static final Path TEMPORARY = Path.of("target", "private-tmp").toAbsolutePath();

  private final PlayedTerminal terminal = new PlayedTerminal();
  private final PhoenixReader reader = reader(Preset.PTY.at(terminal.path()));

  /** Set before jSerialComm unpacks its library, as Karaf sets it. */
  @BeforeAll
  static void privateFolder() throws IOException {
    Files.createDirectories(TEMPORARY);
    Files.setPosixFilePermissions(TEMPORARY, PosixFilePermissions.fromString("rwx------"));
    System.setProperty("java.io.tmpdir", TEMPORARY.toString());
  }

  @BeforeEach
  @Override
  protected void insertCard() {
    terminal.insert();
  }

  @AfterEach
  void closeTerminal() throws InterruptedException {
    terminal.unplug();
  }

  @Override
  protected void pullCard() {
    terminal.pull();
  }

  @Override
  protected CardReaderDriver driver() {
    return reader;
  }

  @Override
  protected CardCommand question() {
    return new CardCommand(HexFormat.of().parseHex(StallingCard.QUESTION));
  }

  @Override
  protected CardAnswer rightAnswer() {
    return new CardAnswer(HexFormat.of().parseHex(StallingCard.ANSWER));
  }

  @Override
  protected void stall() {
    terminal.card().stall();
  }

  @Override
  protected void awaitStalled() throws InterruptedException {
    terminal.card().awaitStalled();
  }

  @Override
  protected boolean detects() {
    return false;
  }

  @Test
  void theLibraryLiesWhereOnlyWeGetAtIt() throws IOException {
    reader.connect().close();
    Path unpacked = TEMPORARY.resolve("jSerialComm");
    assertThat(unpacked).isDirectory();
    try (var folders = Files.walk(unpacked)) {
      assertThat(folders.filter(Files::isDirectory))
          .allSatisfy(
              folder ->
                  assertThat(Files.getPosixFilePermissions(folder))
                      .doesNotContain(
                          PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE));
    }
  }

  @Test
  void everyBytePassesTheLineUnchanged() {
    try (CardConnection connection = reader.connect()) {
      byte[] command = new byte[5 + 255];
      command[0] = (byte) 0xDD;
      command[1] = (byte) 0xA2;
      command[4] = (byte) 255;
      for (int i = 0; i < 255; i++) {
        command[5 + i] = (byte) i;
      }
      assertThat(connection.exchange(new CardCommand(command)).status()).isEqualTo(0x9811);
      byte[] read = HexFormat.of().parseHex("DDCA0000FF");
      assertThat(connection.exchange(new CardCommand(read)).data()).hasSize(255);
    }
  }

  @Test
  void aPortThatVanishesInMidExchangeIsTold() throws Exception {
    try (CardConnection connection = reader.connect()) {
      terminal.card().stall();
      Thread unplugs =
          new Thread(
              () -> {
                try {
                  terminal.card().awaitStalled();
                  terminal.unplug();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "unplugs");
      unplugs.start();
      assertThat(codeOf(() -> connection.exchange(question()))).isEqualTo(ErrorCode.READER_GONE);
      unplugs.join();
      assertThat(connection.present()).isFalse();
    }
    assertThat(codeOf(reader::connect)).isEqualTo(ErrorCode.READER_GONE);
  }

  @Test
  void aPortThatIsNotThereIsTold() {
    assertThat(codeOf(reader(Preset.PTY.at("/dev/caskade-none"))::connect))
        .isEqualTo(ErrorCode.READER_GONE);
  }

  @Test
  void aPortOfAnotherProgramIsTold() throws Exception {
    Process other =
        new ProcessBuilder("flock", "--exclusive", terminal.path(), "cat")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitLock(terminal.path());
      assertThat(codeOf(reader::connect)).isEqualTo(ErrorCode.READER_PORT_TAKEN);
    } finally {
      other.destroy();
      other.waitFor();
    }
    reader.connect().close();
  }

  /** The lock is held when one that does not wait is refused. */
  private static void awaitLock(String path) throws Exception {
    int refused = 0;
    while (refused == 0) {
      refused =
          new ProcessBuilder("flock", "--exclusive", "--nonblock", path, "true")
              .start()
              .waitFor();
    }
  }

  @Test
  void aResetLineThatThePortHasNotIsTold() {
    PhoenixSettings pty = Preset.PTY.at(terminal.path());
    PhoenixSettings rts =
        new PhoenixSettings(
            pty.port(),
            pty.baud(),
            pty.parity(),
            pty.stopBits(),
            ResetBy.RTS,
            false,
            pty.pulse(),
            pty.detectBy(),
            false,
            true);
    CaskadeException e =
        catchThrowableOfType(CaskadeException.class, () -> reader(rts).connect());
    assertThat(e.code()).isEqualTo(ErrorCode.READER_SETTING);
    assertThat(e.arguments()).containsExactly("pty", "rts", "resetLine");
  }

  private static PhoenixReader reader(PhoenixSettings settings) {
    return new PhoenixReader("pty", () -> settings, new NativePorts(TEMPORARY), Pause::real);
  }

  private static ErrorCode codeOf(ThrowingCallable call) {
    CaskadeException e = catchThrowableOfType(CaskadeException.class, call);
    assertThat(e).as("a refusal").isNotNull();
    return e.code();
  }
}
