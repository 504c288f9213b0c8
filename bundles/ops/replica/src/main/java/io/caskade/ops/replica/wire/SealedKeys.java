package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import java.util.HashMap;
import java.util.Map;

/**
 * ECM keys by network, each sealed by the vault that both nodes have a copy of: useless to anybody
 * else, also inside of the connection.
 */
public record SealedKeys(Map<String, Octets> byNetwork) {
  private static final int MOST = 1_000;
  private static final int LONGEST = 1_024;

  public SealedKeys {
    byNetwork = Map.copyOf(byNetwork);
  }

  public Frame frame() {
    return new Frame(
        FrameType.KEYS,
        Payload.of(
            out -> {
              out.writeInt(byNetwork.size());
              for (Map.Entry<String, Octets> each : byNetwork.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length());
                out.write(each.getValue().toByteArray());
              }
            }));
  }

  /**
   * @throws MalformedFrameException when it is none
   */
  public static SealedKeys of(Frame frame) throws MalformedFrameException {
    return Payload.parse(
        frame.payload(),
        in -> {
          int count = in.readInt();
          if (count < 0 || count > MOST) {
            throw new MalformedFrameException("it announces " + count + " keys");
          }
          var keys = new HashMap<String, Octets>();
          for (int i = 0; i < count; i++) {
            String network = in.readUTF();
            int length = in.readInt();
            if (length < 1 || length > LONGEST) {
              throw new MalformedFrameException("a key of " + length + " bytes");
            }
            keys.put(network, Payload.octets(in, length));
          }
          return new SealedKeys(keys);
        });
  }
}
