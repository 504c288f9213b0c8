package io.caskade.receivers.cccam.pages;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.lib.cidr.AddressList;
import java.util.Arrays;
import java.util.List;

/**
 * What a configuration asks for.
 *
 * @param webPort 0 takes any that is free, -1 none
 * @param infoPort the same
 * @param unasked addresses that need no sign-in
 * @param version of CCcam that is named
 * @param looks of the pages
 */
record PagesSettings(
    String name,
    String host,
    int webPort,
    int infoPort,
    AddressList unasked,
    String version,
    Page.Looks looks) {
  static final int NONE = -1;
  private static final int MOST_PORT = 0xFFFF;

  /**
   * Checks a configuration.
   *
   * @param pid of the factory
   * @param name of this configuration
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  static PagesSettings of(String pid, String name, PagesConfig config) {
    String place = pid + "-" + name;
    if (config.host().isBlank()) {
      throw invalid(place, "host", "it is empty");
    }
    String version = config.version().strip();
    if (!version.matches("[0-9.]{1,16}")) {
      throw invalid(place, "version", "it has up to 16 digits and points, as 2.0.11");
    }
    return new PagesSettings(
        name,
        config.host().strip(),
        port(place, "webPort", config.webPort()),
        port(place, "infoPort", config.infoPort()),
        unasked(place, Arrays.asList(config.withoutSignIn())),
        version,
        new Page.Looks(config.showTiming()));
  }

  private static int port(String place, String setting, int port) {
    if (port < NONE || port > MOST_PORT) {
      throw invalid(place, setting, port + " is not within -1..65535");
    }
    return port;
  }

  private static AddressList unasked(String place, List<String> texts) {
    try {
      return AddressList.of(texts);
    } catch (IllegalArgumentException e) {
      throw invalid(place, "withoutSignIn", String.valueOf(e.getMessage()));
    }
  }

  private static CaskadeException invalid(String place, String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, place, setting, why);
  }
}
