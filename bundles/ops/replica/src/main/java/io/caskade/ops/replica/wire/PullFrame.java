package io.caskade.ops.replica.wire;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.replica.ChainPosition;
import io.caskade.api.rights.replica.PullRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A standby asks for what it lacks.
 *
 * @param patience how long the answer may wait for something new, up to {@link #LONGEST}
 */
public record PullFrame(PullRequest request, Duration patience) {
  /** An answer waits no longer. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int MOST_TABLES = 200;

  public PullFrame {
    if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("patience of " + patience);
    }
  }

  public Frame frame() {
    return new Frame(
        FrameType.PULL,
        Payload.of(
            out -> {
              ChainFrame.write(out, request.from());
              out.writeLong(request.since().toEpochMilli());
              out.writeBoolean(request.everything());
              out.writeInt((int) patience.toMillis());
              out.writeInt(request.digests().size());
              for (Map.Entry<String, Octets> each : request.digests().entrySet()) {
                out.writeUTF(each.getKey());
                out.write(each.getValue().toByteArray());
              }
            }));
  }

  /**
   * @throws MalformedFrameException when it is none
   */
  public static PullFrame of(Frame frame) throws MalformedFrameException {
    return Payload.parse(
        frame.payload(),
        in -> {
          ChainPosition from = ChainFrame.read(in);
          Instant since = Instant.ofEpochMilli(in.readLong());
          boolean everything = in.readBoolean();
          Duration patience = Duration.ofMillis(in.readInt());
          return new PullFrame(new PullRequest(from, digests(in), since, everything), patience);
        });
  }

  private static Map<String, Octets> digests(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_TABLES) {
      throw new MalformedFrameException("it announces " + count + " tables");
    }
    var digests = new HashMap<String, Octets>();
    for (int i = 0; i < count; i++) {
      digests.put(in.readUTF(), Payload.octets(in, ChainPosition.HASH));
    }
    return digests;
  }
}
