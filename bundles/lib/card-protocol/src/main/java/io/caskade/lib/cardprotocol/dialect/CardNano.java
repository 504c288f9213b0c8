package io.caskade.lib.cardprotocol.dialect;

/** Tags of the nanos in answers. */
final class CardNano {
  static final int NAME = 0x01;
  static final int HOST = 0x09;
  static final int VERSION = 0x20;
  static final int CLASSES = 0x20;
  static final int ADDRESSES = 0x22;
  static final int ADDRESS = 0x23;
  static final int CONTROL_WORD = 0x25;
  static final int CA_SYSTEM = 0x28;
  static final int CAPABILITIES = 0x2F;
  static final int MATURITY = 0x30;
  static final int DATE = 0x30;
  static final int ACCESS = 0x31;
  static final int SUBSCRIPTION = 0x32;
  static final int SERIAL = 0x74;
  static final int EVENT_CLASSES = 0x90;

  private CardNano() {}
}
