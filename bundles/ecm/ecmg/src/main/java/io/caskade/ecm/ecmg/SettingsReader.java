package io.caskade.ecm.ecmg;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.base.SuperCasId;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.PeerFilter;
import io.caskade.ecm.ecmg.session.SessionRules;
import io.caskade.ecm.ecmg.session.SessionRules.Limits;
import io.caskade.ecm.ecmg.session.SessionRules.SequenceTolerance;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks a listener's configuration. */
final class SettingsReader {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST = 1_000_000;

  private final String name;
  private final EcmgListenerConfig config;

  private SettingsReader(String name, EcmgListenerConfig config) {
    this.name = name;
    this.config = config;
  }

  /**
   * @param name of the listener
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  static ListenerSettings read(String name, EcmgListenerConfig config) {
    SettingsReader reader = new SettingsReader(name, config);
    if (config.host().isBlank()) {
      throw reader.invalid("host", "it is empty");
    }
    return new ListenerSettings(
        name,
        config.host().strip(),
        reader.within("port", config.port(), 0, 0xFFFF),
        reader.peers(),
        reader.terms(),
        reader.rules());
  }

  private ChannelTerms terms() {
    return new ChannelTerms(
        form(),
        delay("acDelayStartMs", config.acDelayStartMs()),
        delay("acDelayStopMs", config.acDelayStopMs()),
        within("delayStartMs", config.delayStartMs(), Short.MIN_VALUE, Short.MAX_VALUE),
        within("delayStopMs", config.delayStopMs(), Short.MIN_VALUE, Short.MAX_VALUE),
        delay("transitionDelayStartMs", config.transitionDelayStartMs()),
        delay("transitionDelayStopMs", config.transitionDelayStopMs()),
        within("repetitionMs", config.repetitionMs(), 0, 0xFFFF),
        within("maxStreams", config.maxStreams(), 0, 0xFFFF),
        tenths(),
        within("leadCw", config.leadCw(), 0, 0xFF),
        within("cwPerMsg", config.cwPerMsg(), 1, 0xFF),
        within("maxCompTimeMs", config.maxCompTimeMs(), 1, 0xFFFF));
  }

  private SessionRules rules() {
    if (config.strict() && config.lenient()) {
      throw invalid("lenient", "strict is set as well");
    }
    SequenceTolerance tolerance =
        config.strict()
            ? SequenceTolerance.STRICT
            : config.lenient() ? SequenceTolerance.LENIENT : SequenceTolerance.STANDARD;
    return new SessionRules(
        tolerance,
        criteria(),
        superCasId(),
        Duration.ofSeconds(within("idleProbeSeconds", config.idleProbeSeconds(), 0, MOST)),
        PROBE_TIMEOUT,
        limits());
  }

  private Limits limits() {
    Limits usual = Limits.defaults();
    return new Limits(
        within("maxConnections", config.maxConnections(), 1, MOST),
        within("maxChannels", config.maxChannels(), 1, MOST),
        within("maxStreamsTotal", config.maxStreamsTotal(), 1, Integer.MAX_VALUE),
        within("maxMessageBytes", config.maxMessageBytes(), 256, Pdu.MAX_LENGTH),
        usual.criteriaBytes(),
        usual.pduTimeout(),
        usual.writeTimeout());
  }

  private SectionTspktFlag form() {
    return switch (config.mode().strip()) {
      case "section" -> SectionTspktFlag.SECTIONS;
      case "packet" -> SectionTspktFlag.TS_PACKETS;
      default -> throw invalid("mode", "it must be section or packet");
    };
  }

  private int tenths() {
    int millis = within("minCpDurationMs", config.minCpDurationMs(), 0, 6_553_500);
    if (millis % 100 != 0) {
      throw invalid("minCpDurationMs", "it must be a multiple of 100");
    }
    return millis / 100;
  }

  private OptionalInt delay(String setting, String text) {
    if (text.isBlank()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(
          within(setting, Integer.parseInt(text.strip()), Short.MIN_VALUE, Short.MAX_VALUE));
    } catch (NumberFormatException e) {
      throw invalid(setting, "'" + text + "' is no number");
    }
  }

  private Optional<AccessCriteria> criteria() {
    String hex = config.defaultAccessCriteria().strip();
    if (hex.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new AccessCriteria(Octets.parseHex(hex)));
    } catch (IllegalArgumentException e) {
      throw invalid("defaultAccessCriteria", "'" + hex + "' is not hexadecimal");
    }
  }

  private SuperCasId superCasId() {
    String hex = config.defaultSuperCasId().strip();
    if (!hex.matches("(0x)?[0-9A-Fa-f]{8}")) {
      throw invalid("defaultSuperCasId", "it must be eight hexadecimal digits");
    }
    return new SuperCasId(Integer.parseUnsignedInt(hex.substring(hex.length() - 8), 16));
  }

  private PeerFilter peers() {
    try {
      return PeerFilter.of(List.of(config.allowedPeers()));
    } catch (IllegalArgumentException e) {
      throw invalid("allowedPeers", String.valueOf(e.getMessage()));
    }
  }

  private int within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(setting, value + " is not within " + least + ".." + most);
    }
    return value;
  }

  private CaskadeException invalid(String setting, String why) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, "io.caskade.ecmg-" + name, setting, why);
  }
}
