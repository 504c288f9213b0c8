package io.caskade.faces.rest.generators;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.faces.rest.http.FieldFault;
import java.util.Map;
import java.util.Set;

/**
 * The settings that listeners and outputs know, as {@code docs/settings.md} lists them; a test
 * compares. Their values are checked by the one who uses them, who says in its state what is wrong.
 */
public final class GeneratorSettings {
  static final Map<String, Set<String>> KNOWN =
      Map.of(
          "ecmg",
          Set.of(
              "host",
              "port",
              "mode",
              "delayStartMs",
              "delayStopMs",
              "transitionDelayStartMs",
              "transitionDelayStopMs",
              "acDelayStartMs",
              "acDelayStopMs",
              "repetitionMs",
              "maxStreams",
              "minCpDurationMs",
              "leadCw",
              "cwPerMsg",
              "maxCompTimeMs",
              "strict",
              "lenient",
              "defaultAccessCriteria",
              "defaultSuperCasId",
              "idleProbeSeconds",
              "allowedPeers",
              "maxConnections",
              "maxChannels",
              "maxStreamsTotal",
              "maxMessageBytes"),
          "emmg",
          Set.of(
              "host",
              "port",
              "protocolVersion",
              "clientId",
              "channelId",
              "streamId",
              "dataId",
              "bandwidthKbit",
              "transport",
              "udpPort",
              "udpWithIds",
              "mode",
              "networks",
              "regions",
              "minRepeatSeconds",
              "maxDatagrams",
              "maxBytes",
              "probeSeconds",
              "oldestChangeSeconds"));

  private GeneratorSettings() {}

  /**
   * @throws FieldFault FIELD_UNKNOWN
   */
  public static void check(String kind, Map<String, String> settings) {
    Set<String> known = KNOWN.getOrDefault(kind, Set.of());
    for (String setting : settings.keySet()) {
      if (!known.contains(setting)) {
        String field = "settings." + setting;
        throw new FieldFault(field, new CaskadeException(ErrorCode.FIELD_UNKNOWN, field));
      }
    }
  }
}
