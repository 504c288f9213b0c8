package io.caskade.lib.cccam;

/**
 * Command 8 from a server: who it is.
 *
 * <pre>
 * 0      8         40      72
 * | node | version | build |
 * </pre>
 *
 * @param version for example {@code 2.0.11}, up to 32 characters
 * @param build for example {@code 2892}, up to 32 characters
 */
public record ServerData(NodeId node, String version, String build) implements FromServer {
  private static final int VERSION = 8;
  private static final int BUILD = 40;
  private static final int TEXT = 32;
  private static final int LENGTH = 72;

  static ServerData of(Frame frame) {
    return new ServerData(
        new NodeId(frame.u64(0)), frame.text(VERSION, TEXT), frame.text(BUILD, TEXT));
  }

  @Override
  public Frame frame() {
    byte[] bytes = Frame.room(0, Command.SERVER_DATA, LENGTH);
    Frame.put(bytes, Frame.HEADER, node.bits(), Long.BYTES);
    Frame.put(bytes, Frame.HEADER + VERSION, version, TEXT);
    Frame.put(bytes, Frame.HEADER + BUILD, build, TEXT);
    return Frame.wrap(bytes);
  }
}
