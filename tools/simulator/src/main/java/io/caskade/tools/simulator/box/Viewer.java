package io.caskade.tools.simulator.box;

import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.PacketDescrambler;
import io.caskade.tools.simulator.output.PacketSink;
import java.io.IOException;
import java.util.Map;

/** A set-top box in front of the stream, and for each service what it shows against the input. */
public final class Viewer implements PacketSink {
  private final SetTopBox box;
  private final Map<Integer, PayloadComparison> comparisons;
  private final byte[] copy = new byte[TsPacket.SIZE];

  /**
   * @param box is closed with this viewer
   * @param comparisons by service number; empty when the input cannot be read twice
   */
  public Viewer(SetTopBox box, Map<Integer, PayloadComparison> comparisons) {
    this.box = box;
    this.comparisons = Map.copyOf(comparisons);
  }

  @Override
  public void packet(byte[] packet, long time) throws IOException {
    System.arraycopy(packet, 0, copy, 0, TsPacket.SIZE);
    TsPacket view = new TsPacket(copy, 0);
    PacketDescrambler.Result result = box.packet(view, time);
    boolean shown =
        result == null ? view.scramblingControl() == 0 : result != PacketDescrambler.Result.DARK;
    for (PayloadComparison comparison : comparisons.values()) {
      comparison.packet(view, shown);
    }
  }

  public BoxReport report() {
    return box.report();
  }

  /** By service number. */
  public Map<Integer, PayloadComparison> comparisons() {
    return comparisons;
  }

  @Override
  public void close() throws IOException {
    for (PayloadComparison comparison : comparisons.values()) {
      comparison.close();
    }
    box.close();
  }
}
