package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Prompt;
import io.caskade.faces.console.commands.completion.ReceiverProtocols;
import io.caskade.lib.cwclient.Account;
import io.caskade.lib.cwclient.EcmSection;
import io.caskade.lib.cwclient.LineSettings;
import io.caskade.lib.cwclient.LineTest;
import io.caskade.lib.cwclient.WireProtocol;
import io.caskade.lib.newcamd.DesKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/** What a line is tested with. Password and key are asked for: arguments stay in histories. */
abstract class LineOptions extends CasCommand {
  private static final int MOST_ID = 0xFFFF;
  private static final int MOST_PROVIDER = 0xFF_FFFF;
  private static final int MOST_SECONDS = 60;
  private static final int HEX = 16;

  @Argument(
      index = 0,
      name = "protocol",
      required = true,
      description = "cccam, newcamd, cs378x or camd35")
  @Completion(ReceiverProtocols.class)
  String protocol = "";

  @Argument(index = 1, name = "server", required = true, description = "HOST:PORT of the listener")
  String server = "";

  @Argument(index = 2, name = "user", required = true, description = "Name of the account")
  String user = "";

  @Option(name = "--ecm", description = "ECM section in hexadecimal digits; none: the log-in only")
  String ecm = "";

  @Option(name = "--caid", description = "CAID in hexadecimal digits; else the first offered")
  String caid = "";

  @Option(name = "--provider", description = "Provider in hexadecimal digits; else any")
  String provider = "0";

  @Option(name = "--service", description = "Service id, decimal or with 0x")
  String service = "0";

  @Option(name = "--seconds", description = "Patience for each answer, 1 to 60")
  int seconds = 5;

  /**
   * What is to be tested; asks for the secrets.
   *
   * @throws CaskadeException FIELD_INVALID
   */
  final LineTest.Wanted wanted(Prompt prompt) throws IOException {
    WireProtocol spoken =
        WireProtocol.named(protocol)
            .orElseThrow(() -> invalid("protocol", "cccam, newcamd, cs378x, camd35"));
    InetSocketAddress address = address();
    OptionalInt caSystemId =
        caid.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number("caid", caid, HEX, MOST_ID));
    Optional<EcmSection> section = section();
    if (section.isPresent() && caSystemId.isEmpty() && !spoken.offersCards()) {
      throw invalid("caid", "it is needed: " + spoken + " tells of no cards");
    }
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw invalid("seconds", "1 to 60");
    }
    int providerId = number("provider", provider, HEX, MOST_PROVIDER);
    int serviceId = service();
    return new LineTest.Wanted(
        settings(spoken, address, prompt),
        caSystemId,
        providerId,
        serviceId,
        section,
        Optional.empty());
  }

  private LineSettings settings(WireProtocol spoken, InetSocketAddress address, Prompt prompt)
      throws IOException {
    Optional<DesKey> key =
        spoken == WireProtocol.NEWCAMD ? Optional.of(key(prompt)) : Optional.empty();
    byte[] password = prompt.hidden("prompt.password", user).getBytes(StandardCharsets.UTF_8);
    return new LineSettings(
        spoken, address, new Account(user, password), key, Duration.ofSeconds(seconds));
  }

  private static DesKey key(Prompt prompt) throws IOException {
    try {
      return DesKey.parse(prompt.hidden("cw-test.key"));
    } catch (IllegalArgumentException e) {
      throw invalid("key", "28 hexadecimal digits");
    }
  }

  private InetSocketAddress address() {
    int colon = server.lastIndexOf(':');
    if (colon < 1) {
      throw invalid("server", "HOST:PORT");
    }
    InetSocketAddress address =
        new InetSocketAddress(
            server.substring(0, colon), number("server", server.substring(colon + 1), 10, MOST_ID));
    if (address.isUnresolved()) {
      throw invalid("server", server.substring(0, colon) + " is not known");
    }
    return address;
  }

  private Optional<EcmSection> section() {
    if (ecm.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<EcmSection> section = EcmSection.of(HexFormat.of().parseHex(ecm));
      if (section.isPresent()) {
        return section;
      }
    } catch (IllegalArgumentException e) {
      throw invalid("ecm", "hexadecimal digits");
    }
    throw invalid("ecm", "one whole section, from 80 or 81 to its last byte");
  }

  private int service() {
    String text = service.toLowerCase(Locale.ROOT);
    return text.startsWith("0x")
        ? number("service", text.substring(2), HEX, MOST_ID)
        : number("service", text, 10, MOST_ID);
  }

  private static int number(String field, String text, int radix, int most) {
    try {
      int value = Integer.parseInt(text, radix);
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw invalid(field, text);
    }
    throw invalid(field, text);
  }

  private static CaskadeException invalid(String field, String what) {
    return new CaskadeException(ErrorCode.FIELD_INVALID, field, what);
  }
}
