package io.caskade.tools.simulator.scs;

/**
 * What one service's SCS did so far.
 *
 * @param scrambling false before the first ECM
 * @param degraded stays on an old word because the next ECM is late
 * @param cpNumber of the present crypto period, 0..65535
 * @param periods crypto periods begun
 * @param ecms ECMs received
 * @param refusals errors received instead of ECMs
 * @param degradations how often a period had to be prolonged
 * @param connections how often channel and stream were opened
 * @param lateAnswers ECMs that took longer than max_comp_time
 */
public record ScsReport(
    int serviceId,
    boolean scrambling,
    boolean degraded,
    int cpNumber,
    long periods,
    long ecms,
    long refusals,
    long degradations,
    long connections,
    long lateAnswers) {}
