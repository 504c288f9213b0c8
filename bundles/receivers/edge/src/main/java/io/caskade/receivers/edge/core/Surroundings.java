package io.caskade.receivers.edge.core;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What an edge node stands on.
 *
 * @param dialer makes its connections
 * @param loop its thread; everything happens there
 * @param random jitter of pauses, and its node ids
 * @param clock for what people read
 * @param nanos for deadlines; monotonic
 */
public record Surroundings(
    Dialer dialer,
    ScheduledExecutorService loop,
    RandomGenerator random,
    InstantSource clock,
    LongSupplier nanos) {}
