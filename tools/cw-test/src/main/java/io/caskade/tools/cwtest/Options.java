package io.caskade.tools.cwtest;

import io.caskade.lib.cwclient.Account;
import io.caskade.lib.cwclient.EcmSection;
import io.caskade.lib.cwclient.LineSettings;
import io.caskade.lib.cwclient.LineTest;
import io.caskade.lib.cwclient.ServerClock;
import io.caskade.lib.cwclient.WireProtocol;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.tools.commandline.Arguments;
import io.caskade.tools.commandline.OptionException;
import java.io.Console;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the program was asked for. */
record Options(LineTest.Wanted wanted, boolean showWords) {
  static final String HELP =
      """
      Usage: ./caskade cw-test --protocol NAME --server HOST:PORT --user NAME [OPTIONS]

      Logs in to a control-word server as a receiver does, asks for control words, and says in one
      sentence what is wrong with the line and what to do. Ends with 0 when nothing is, else with 1.

        --protocol NAME       cccam, newcamd, cs378x (camd35 over TCP) or camd35 (over UDP)
        --server HOST:PORT    of the listener
        --user NAME           log-in name of the account
        --password-file FILE  its first line is the password; without it the password is asked for
        --key-file FILE       newcamd: the DES key of the port, 28 hexadecimal digits
        --ecm HEX             the ECM section to ask for; without one only the log-in is tried
        --ecm-file FILE       the same, the section as bytes
        --caid HEX            CAID to ask for (default: the first that the server offers; camd35 and
                              cs378x offer none)
        --provider HEX        provider (default: any)
        --service N           service id, decimal or with 0x (default 0)
        --clock HOST:PORT     compares the server's clock, as any HTTP port of it tells, for example
                              the status page on 16001
        --seconds N           patience for each answer, 1 to 60 (5)
        --show-words          print the control words; they open the picture
        --help                this text
      """;

  private static final Set<String> VALUED =
      Set.of(
          "protocol",
          "server",
          "user",
          "password-file",
          "key-file",
          "ecm",
          "ecm-file",
          "caid",
          "provider",
          "service",
          "clock",
          "seconds");
  private static final Set<String> FLAGS = Set.of("show-words", "help");
  private static final int MOST_ID = 0xFFFF;
  private static final int MOST_PROVIDER = 0xFF_FFFF;

  /** Empty when help was asked for. */
  static Optional<Options> parse(String[] words) {
    Arguments given = new Arguments(words, VALUED, FLAGS);
    if (given.has("help") || words.length == 0) {
      return Optional.empty();
    }
    WireProtocol protocol = protocol(given.required("protocol"));
    InetSocketAddress server = Arguments.address("server", given.required("server"));
    Optional<DesKey> key = given.optional("key-file").map(Path::of).map(Options::key);
    if (protocol == WireProtocol.NEWCAMD && key.isEmpty()) {
      throw new OptionException("--key-file is missing: newcamd needs the DES key of the port.");
    }
    Optional<EcmSection> ecm = ecm(given);
    Optional<Integer> caid = given.optional("caid").map(text -> hex("caid", text, MOST_ID));
    if (ecm.isPresent() && caid.isEmpty() && !protocol.offersCards()) {
      throw new OptionException("--caid is missing: " + protocol + " tells of no cards.");
    }
    Duration patience = Duration.ofSeconds(given.number("seconds", 5, 1, 60));
    Optional<InetSocketAddress> clock =
        given.optional("clock").map(text -> Arguments.address("clock", text));
    Account account =
        new Account(given.required("user"), password(given.optional("password-file")));
    return Optional.of(
        new Options(
            new LineTest.Wanted(
                new LineSettings(protocol, server, account, key, patience),
                caid.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                given
                    .optional("provider")
                    .map(text -> hex("provider", text, MOST_PROVIDER))
                    .orElse(0),
                given.number("service", 0, 0, MOST_ID),
                ecm,
                clock.map(at -> new ServerClock(at, patience, InstantSource.system())::ahead)),
            given.has("show-words")));
  }

  private static WireProtocol protocol(String name) {
    return WireProtocol.named(name)
        .orElseThrow(
            () ->
                new OptionException(
                    "--protocol is cccam, newcamd, cs378x or camd35, not " + name + "."));
  }

  private static int hex(String name, String text, int most) {
    String digits = text.toLowerCase(Locale.ROOT).startsWith("0x") ? text.substring(2) : text;
    try {
      int value = Integer.parseInt(digits, 16);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new OptionException(
        "--" + name + " wants hexadecimal digits up to " + Integer.toHexString(most) + ".");
  }

  private static Optional<EcmSection> ecm(Arguments given) {
    if (given.optional("ecm").isPresent() && given.optional("ecm-file").isPresent()) {
      throw new OptionException("--ecm and --ecm-file do not go together.");
    }
    Optional<byte[]> bytes =
        given
            .optional("ecm")
            .map(Options::ecmHex)
            .or(() -> given.optional("ecm-file").map(file -> read("ecm-file", Path.of(file))));
    return bytes.map(
        section ->
            EcmSection.of(section)
                .orElseThrow(
                    () ->
                        new OptionException(
                            "The ECM must be one whole section, from 80 or 81 to its last byte.")));
  }

  private static byte[] ecmHex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new OptionException("--ecm wants hexadecimal digits.");
    }
  }

  private static DesKey key(Path file) {
    String text = new String(read("key-file", file), StandardCharsets.US_ASCII);
    try {
      return DesKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new OptionException("--key-file: " + file + " holds no 28 hexadecimal digits.");
    }
  }

  private static byte[] password(Optional<String> file) {
    return file.map(name -> firstLine(read("password-file", Path.of(name))))
        .orElseGet(() -> typed(System.console()));
  }

  private static byte[] firstLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    byte[] line = Arrays.copyOf(bytes, end);
    Arrays.fill(bytes, (byte) 0);
    return line;
  }

  private static byte[] typed(@Nullable Console console) {
    if (console == null) {
      throw new OptionException("--password-file is missing, and there is no terminal to ask.");
    }
    char[] typed = console.readPassword("Password: ");
    if (typed == null) {
      throw new OptionException("No password was given.");
    }
    byte[] bytes = new String(typed).getBytes(StandardCharsets.UTF_8);
    Arrays.fill(typed, '\0');
    return bytes;
  }

  private static byte[] read(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new OptionException("--" + option + ": " + file + " cannot be read.");
    }
  }
}
