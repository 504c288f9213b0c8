package io.caskade.tools.simulator.mux;

import java.util.List;

/**
 * What the multiplexer did so far.
 *
 * @param packetsOut packets of the finished stream
 * @param emmsPlayed EMMs put on air
 * @param emmPackets packets that carried them
 */
public record MuxReport(
    long packetsOut, long emmsPlayed, long emmPackets, List<ServiceReport> services) {
  public MuxReport {
    services = List.copyOf(services);
  }
}
