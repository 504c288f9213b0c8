package io.caskade.ops.airwatch.watch;

import java.time.Duration;

/**
 * What is expected on air, and how patient the watch is.
 *
 * @param ecmRepetition at which ECMs should repeat
 * @param ecmTolerance how much later than that an ECM may come
 * @param wordAge longest time that a service may be scrambled with one word
 * @param emmAge longest time without the EMM of a test card
 * @param clearPercent share of packets in the clear that is still no fault, 0 to 100
 * @param raiseAfter how long a fault must last before it becomes an alarm
 * @param clearAfter how long all must be well before an alarm ends
 */
public record WatchRules(
    Duration ecmRepetition,
    Duration ecmTolerance,
    Duration wordAge,
    Duration emmAge,
    int clearPercent,
    Duration raiseAfter,
    Duration clearAfter) {}
