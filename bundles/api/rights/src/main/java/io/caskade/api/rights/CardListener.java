package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard service: told by the mirror which cards changed, after the table shows it. */
@ConsumerType
public interface CardListener {
  /** Returns at once. {@code committedAt} is when the oldest of these changes was made. */
  void changed(NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt);
}
