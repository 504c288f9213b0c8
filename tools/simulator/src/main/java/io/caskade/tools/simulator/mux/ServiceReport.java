package io.caskade.tools.simulator.mux;

import io.caskade.tools.simulator.scs.ScsReport;

/**
 * What was done for one service.
 *
 * @param packetsScrambled packets of its elementary streams
 * @param ecmsPlayed copies of ECMs put on air
 */
public record ServiceReport(ScsReport scs, long packetsScrambled, long ecmsPlayed) {}
