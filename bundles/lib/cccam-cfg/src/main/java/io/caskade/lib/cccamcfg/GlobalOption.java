package io.caskade.lib.cccamcfg;

import java.util.Arrays;
import java.util.Optional;

/** The options that CCcam 2.2.1 to 2.3.1 know, and what they are about. */
public enum GlobalOption {
  SERVER_LISTEN_PORT(Topic.LISTENER),
  ALLOW_TELNETINFO(Topic.PAGES),
  ALLOW_WEBINFO(Topic.PAGES),
  TELNETINFO_LISTEN_PORT(Topic.PAGES),
  WEBINFO_LISTEN_PORT(Topic.PAGES),
  TELNETINFO_USERNAME(Topic.PAGES_SIGN_IN),
  TELNETINFO_PASSWORD(Topic.PAGES_SIGN_IN),
  WEBINFO_USERNAME(Topic.PAGES_SIGN_IN),
  WEBINFO_PASSWORD(Topic.PAGES_SIGN_IN),
  /** Spelt so. */
  SHOW_EXTENEDED_CLIENT_INFO(Topic.PAGES),
  SHOW_TIMING(Topic.PAGES),
  ZAP_OSD_TIME(Topic.SCREEN),
  OSD_USERNAME(Topic.SCREEN),
  OSD_PASSWORD(Topic.SCREEN),
  OSD_PORT(Topic.SCREEN),
  MINI_OSD(Topic.SCREEN),
  DEBUG(Topic.LOG),
  LOG_WARNINGS(Topic.LOG),
  NEWCAMD_CONF(Topic.CLIENT),
  NEWCAMD_STEALTH(Topic.CLIENT),
  DISABLE_EMM(Topic.EMM),
  GLOBAL_EMM(Topic.EMM),
  EXTRA_EMM_LEVEL(Topic.EMM),
  EMM_THREADS(Topic.EMM),
  GLOBAL_LIMITS(Topic.LIMITS),
  MINIMUM_DOWNHOPS(Topic.CLIENT),
  MINIMUM_CLIENT_VERSION(Topic.VERSION),
  IGNORE_NODE(Topic.CLIENT),
  SERIAL_READER(Topic.CARDS),
  PHOENIX_READER_PATH(Topic.CARDS),
  SMARTCARD_WRITE_DELAY(Topic.CARDS),
  SMARTCARD_CLOCK_FREQUENCY(Topic.CARDS),
  SCIDEVICES(Topic.CARDS),
  SMARTCARD_SID_ASSIGN(Topic.CARDS),
  SMARTCARD_SID_REJECT(Topic.CARDS),
  LOADBALANCE(Topic.CARDS),
  PIN(Topic.CARDS),
  BOXKEY(Topic.CARDS),
  CAMKEY(Topic.CARDS),
  CAMDATA(Topic.CARDS),
  BEEF_ID(Topic.CARDS),
  POSTINIT(Topic.CARDS),
  TRY_ALL_CHIDS(Topic.CARDS),
  SECA_HANDLER(Topic.CARDS),
  SOFTKEY_FILE(Topic.KEYS),
  AUTOROLL_FILE(Topic.KEYS),
  STATIC_CW_FILE(Topic.KEYS),
  CAID_PRIO_FILE(Topic.CLIENT),
  PROVIDERINFO_FILE(Topic.NAMES),
  CHANNELINFO_FILE(Topic.NAMES),
  DVB_API(Topic.CLIENT);

  /** What an option is about. */
  public enum Topic {
    /** Where receivers connect. */
    LISTENER,
    /** Status page and info lines. */
    PAGES,
    /** Who may read them. */
    PAGES_SIGN_IN,
    /** Texts on the screen of the box that it runs in. */
    SCREEN,
    LOG,
    /** How it asks other servers, or its own tuner. */
    CLIENT,
    /** EMMs for the cards in it. */
    EMM,
    /** What all accounts get. */
    LIMITS,
    /** Which clients may log in. */
    VERSION,
    /** Cards in readers. */
    CARDS,
    /** Keys and words in files. */
    KEYS,
    /** Names for display. */
    NAMES
  }

  private final Topic topic;

  GlobalOption(Topic topic) {
    this.topic = topic;
  }

  public Topic topic() {
    return topic;
  }

  /** As it is written. */
  public String key() {
    return name().replace('_', ' ');
  }

  /** The option of this key, which has to be written in capitals. */
  static Optional<GlobalOption> of(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }
}
