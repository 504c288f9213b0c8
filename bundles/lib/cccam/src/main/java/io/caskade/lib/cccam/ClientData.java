package io.caskade.lib.cccam;

/**
 * Command 0 from a client: who it is.
 *
 * <pre>
 * 0        20       28        29        61       93
 * | name   | node   | wants   | version | build  |
 * |        |        | emus    |         |        |
 * </pre>
 *
 * Some clients shift version and build by up to five zeros.
 *
 * @param name of the account, as in the log-in
 * @param version for example {@code 2.0.11}, up to 32 characters
 * @param build for example {@code 2892}, up to 32 characters
 */
public record ClientData(String name, NodeId node, boolean wantsEmus, String version, String build)
    implements FromClient {
  private static final int NODE = 20;
  private static final int EMUS = 28;
  private static final int VERSION = 29;
  private static final int TEXT = 32;
  private static final int MOST_SHIFT = 5;
  private static final int LENGTH = 93;

  static ClientData of(Frame frame) {
    int version = shifted(frame, VERSION);
    int build = shifted(frame, version + TEXT);
    return new ClientData(
        frame.text(0, NODE),
        new NodeId(frame.u64(NODE)),
        frame.u8(EMUS) != 0,
        frame.text(version, TEXT),
        frame.text(build, TEXT));
  }

  private static int shifted(Frame frame, int at) {
    int shifted = at;
    while (shifted < Math.min(at + MOST_SHIFT, frame.length()) && frame.u8(shifted) == 0) {
      shifted++;
    }
    return shifted;
  }

  public Frame frame() {
    byte[] bytes = Frame.room(0, Command.CLIENT_DATA, LENGTH);
    Frame.put(bytes, Frame.HEADER, name, NODE);
    Frame.put(bytes, Frame.HEADER + NODE, node.bits(), Long.BYTES);
    bytes[Frame.HEADER + EMUS] = (byte) (wantsEmus ? 1 : 0);
    Frame.put(bytes, Frame.HEADER + VERSION, version, TEXT);
    Frame.put(bytes, Frame.HEADER + VERSION + TEXT, build, TEXT);
    return Frame.wrap(bytes);
  }
}
