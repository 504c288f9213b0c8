package io.caskade.lib.cccam;

/**
 * Command 1 from a client: an ECM.
 *
 * <pre>
 * 0      2          6          10        12       13
 * | CAID | provider | share id | service | length | section
 * </pre>
 *
 * The section's length is that of the frame: the byte before it holds no more than its low bits.
 */
public final class EcmQuestion implements FromClient {
  /** Longest section that a message takes. */
  public static final int MOST_SECTION = Frame.MOST - Frame.HEADER - EcmQuestion.SECTION;

  private static final int PROVIDER = 2;
  private static final int SHARE = 6;
  private static final int SERVICE = 10;
  private static final int LENGTH = 12;
  private static final int SECTION = 13;

  private final Frame frame;

  private EcmQuestion(Frame frame) {
    this.frame = frame;
  }

  static EcmQuestion of(Frame frame) {
    return new EcmQuestion(frame);
  }

  /**
   * One to send.
   *
   * @param index of the question in extended mode, 1 to 255; otherwise 0
   * @param section at least three bytes, at most {@link #MOST_SECTION}
   */
  public static EcmQuestion ask(
      int index, int caSystemId, int provider, int shareId, int serviceId, byte[] section) {
    byte[] bytes = Frame.room(index, Command.ECM, SECTION + section.length);
    Frame.put(bytes, Frame.HEADER, caSystemId, 2);
    Frame.put(bytes, Frame.HEADER + PROVIDER, provider, 4);
    Frame.put(bytes, Frame.HEADER + SHARE, shareId, 4);
    Frame.put(bytes, Frame.HEADER + SERVICE, serviceId, 2);
    bytes[Frame.HEADER + LENGTH] = (byte) section.length;
    System.arraycopy(section, 0, bytes, Frame.HEADER + SECTION, section.length);
    return new EcmQuestion(Frame.wrap(bytes));
  }

  /** The flag: echoed by the answer in extended mode. */
  public int index() {
    return frame.flag();
  }

  public int caSystemId() {
    return frame.u16(0);
  }

  /** Three bytes are in use; the fourth is what the client sent. */
  public int provider() {
    return frame.u32(PROVIDER);
  }

  /** Of the card that is asked. */
  public int shareId() {
    return frame.u32(SHARE);
  }

  public int serviceId() {
    return frame.u16(SERVICE);
  }

  /** A copy of the ECM section. */
  public byte[] section() {
    return frame.part(SECTION, frame.length() - SECTION);
  }

  public Frame frame() {
    return frame;
  }
}
