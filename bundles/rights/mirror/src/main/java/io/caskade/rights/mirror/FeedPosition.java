package io.caskade.rights.mirror;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed was followed.
 *
 * @param changeId of the change with this number: a database that has another one there is not the
 *     one that was followed. Null at number 0
 */
record FeedPosition(long seq, @Nullable UUID changeId) {
  static final FeedPosition START = new FeedPosition(0, null);
}
