package io.caskade.api.rights;

import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard service: gets a hint when the feed grew. Hints may be lost or repeated. */
@ConsumerType
public interface FeedListener {
  /** Returns at once; the reader works on a thread of its own. */
  void sealed(long seq);
}
