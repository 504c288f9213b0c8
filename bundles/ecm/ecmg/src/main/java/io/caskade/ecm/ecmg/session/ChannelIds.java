package io.caskade.ecm.ecmg.session;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who holds which ECM_channel_id of a strict listener. Any thread. */
final class ChannelIds {
  private final ConcurrentHashMap<Integer, ScsSession> holders = new ConcurrentHashMap<>();

  /** True when the session holds the id now. */
  boolean take(int channelId, ScsSession session) {
    ScsSession holder = holders.putIfAbsent(channelId, session);
    return holder == null || holder == session;
  }

  @Nullable ScsSession holder(int channelId) {
    return holders.get(channelId);
  }

  /** Frees the id when the session holds it. */
  void release(int channelId, ScsSession session) {
    holders.remove(channelId, session);
  }
}
