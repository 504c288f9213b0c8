package io.caskade.emm.emmg;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.emm.EmmAudience;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks an output's configuration. */
final class SettingsReader {
  private static final Set<Integer> VERSIONS = Set.of(1, 2, 3, 5);

  private final String name;
  private final EmmgConfig config;

  private SettingsReader(String name, EmmgConfig config) {
    this.name = name;
    this.config = config;
  }

  /**
   * @param name of the output
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  static OutputSettings read(String name, EmmgConfig config) {
    SettingsReader reader = new SettingsReader(name, config);
    if (config.host().isBlank()) {
      throw reader.invalid("host", "it is empty");
    }
    if (!VERSIONS.contains(config.protocolVersion())) {
      throw reader.invalid("protocolVersion", "it must be 1, 2, 3 or 5");
    }
    return new OutputSettings(
        config.host().strip(),
        reader.within("port", config.port(), 1, 0xFFFF),
        config.protocolVersion(),
        reader.ids(),
        reader.within("bandwidthKbit", config.bandwidthKbit(), 1, 0xFFFF),
        reader.form(),
        reader.data(),
        reader.audience(),
        new OutputSettings.Limits(
            reader.within("maxDatagrams", config.maxDatagrams(), 1, 7),
            reader.within("maxBytes", config.maxBytes(), 188, 1_316)),
        Duration.ofSeconds(reader.within("probeSeconds", config.probeSeconds(), 0, 86_400)),
        Duration.ofSeconds(
            reader.within("oldestChangeSeconds", config.oldestChangeSeconds(), 0, 86_400)));
  }

  private OutputSettings.Ids ids() {
    String clientId = config.clientId().strip();
    if (!clientId.matches("(0x)?[0-9A-Fa-f]{8}")) {
      throw invalid("clientId", "it must be eight hexadecimal digits");
    }
    return new OutputSettings.Ids(
        Integer.parseUnsignedInt(clientId.substring(clientId.length() - 8), 16),
        within("channelId", config.channelId(), 0, 0xFFFF),
        within("streamId", config.streamId(), 0, 0xFFFF),
        within("dataId", config.dataId(), 0, 0xFFFF));
  }

  private SectionTspktFlag form() {
    return switch (config.mode().strip()) {
      case "section" -> SectionTspktFlag.SECTIONS;
      case "packet" -> SectionTspktFlag.TS_PACKETS;
      default -> throw invalid("mode", "it must be section or packet");
    };
  }

  private OutputSettings.DataWay data() {
    int udpPort = within("udpPort", config.udpPort(), 0, 0xFFFF);
    return switch (config.transport().strip()) {
      case "tcp" -> OutputSettings.DataWay.TCP;
      case "udp" -> {
        if (config.protocolVersion() < 2) {
          throw invalid("transport", "version 1 knows no UDP");
        }
        yield new OutputSettings.DataWay(
            true, udpPort == 0 ? config.port() : udpPort, config.udpWithIds());
      }
      default -> throw invalid("transport", "it must be tcp or udp");
    };
  }

  private EmmAudience audience() {
    Set<NetworkId> networks =
        words(config.networks()).stream().map(NetworkId::new).collect(Collectors.toSet());
    if (networks.isEmpty()) {
      throw invalid("networks", "it is empty");
    }
    return new EmmAudience(
        name,
        networks,
        words(config.regions()),
        Duration.ofSeconds(within("minRepeatSeconds", config.minRepeatSeconds(), 1, 86_400)));
  }

  /** A list in a file is one text with commas. */
  private static Set<String> words(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toSet());
  }

  private int within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(setting, value + " is not within " + least + ".." + most);
    }
    return value;
  }

  private CaskadeException invalid(String setting, String why) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, "io.caskade.emmg-" + name, setting, why);
  }
}
