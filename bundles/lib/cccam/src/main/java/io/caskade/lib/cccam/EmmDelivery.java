package io.caskade.lib.cccam;

/**
 * Command 2 from a client: an EMM for the card. The client waits until it is acknowledged.
 *
 * <pre>
 * 0      2   3          7          11       12
 * | CAID | 0 | provider | share id | length | section
 * </pre>
 */
public final class EmmDelivery implements FromClient {
  private static final int PROVIDER = 3;
  private static final int SHARE = 7;
  private static final int LENGTH = 11;
  private static final int SECTION = 12;

  private final Frame frame;

  private EmmDelivery(Frame frame) {
    this.frame = frame;
  }

  static EmmDelivery of(Frame frame) {
    return new EmmDelivery(frame);
  }

  /**
   * One to send.
   *
   * @param section at least three bytes, at most 1008
   */
  public static EmmDelivery deliver(int caSystemId, int provider, int shareId, byte[] section) {
    byte[] bytes = Frame.room(0, Command.EMM, SECTION + section.length);
    Frame.put(bytes, Frame.HEADER, caSystemId, 2);
    Frame.put(bytes, Frame.HEADER + PROVIDER, provider, 4);
    Frame.put(bytes, Frame.HEADER + SHARE, shareId, 4);
    bytes[Frame.HEADER + LENGTH] = (byte) section.length;
    System.arraycopy(section, 0, bytes, Frame.HEADER + SECTION, section.length);
    return new EmmDelivery(Frame.wrap(bytes));
  }

  public int caSystemId() {
    return frame.u16(0);
  }

  public int provider() {
    return frame.u32(PROVIDER);
  }

  public int shareId() {
    return frame.u32(SHARE);
  }

  /** A copy of the EMM section. */
  public byte[] section() {
    return frame.part(SECTION, frame.length() - SECTION);
  }

  public Frame frame() {
    return frame;
  }
}
