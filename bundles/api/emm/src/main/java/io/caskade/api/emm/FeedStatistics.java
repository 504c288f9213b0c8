package io.caskade.api.emm;

import java.time.Duration;

/**
 * Figures of one feed.
 *
 * @param cards that the feed serves
 * @param sent EMMs since the feed was opened, without dummies
 * @param dummies since the feed was opened
 * @param waitingChanges single changes that were not yet on air once
 * @param waitingBulk bulk changes that were not yet on air once
 * @param waitingRepeats repeats of changes that are still to come
 * @param oldestChange age of the oldest change that was not yet on air, zero when none
 * @param cycle length of the last complete cycle, zero before the first one ended
 * @param cycles completed
 */
public record FeedStatistics(
    long cards,
    long sent,
    long dummies,
    long waitingChanges,
    long waitingBulk,
    long waitingRepeats,
    Duration oldestChange,
    Duration cycle,
    long cycles) {}
