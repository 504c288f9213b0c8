package io.caskade.ops.replica.wire;

/**
 * Why something is not done.
 *
 * @param diverged the journals went different ways
 * @param reason one sentence without a full stop
 */
public record Refusal(boolean diverged, String reason) {
  private static final int LONGEST = 1_000;

  public Frame frame() {
    String text = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
    return new Frame(
        FrameType.REFUSED,
        Payload.of(
            out -> {
              out.writeBoolean(diverged);
              out.writeUTF(text);
            }));
  }

  /**
   * @throws MalformedFrameException when it is none
   */
  public static Refusal of(Frame frame) throws MalformedFrameException {
    return Payload.parse(frame.payload(), in -> new Refusal(in.readBoolean(), in.readUTF()));
  }
}
