package io.caskade.ecm.ecmg.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What faces are told about a session.
 *
 * @param grant null without a channel
 * @param streams open ones
 */
record SessionFacts(@Nullable ChannelGrant grant, int streams) {
  static final SessionFacts NO_CHANNEL = new SessionFacts(null, 0);

  Map<String, String> with(long ecms, String lastError) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", grant == null ? "" : Integer.toString(grant.version()));
    facts.put("channel", grant == null ? "" : Integer.toString(grant.channelId()));
    facts.put("super_cas_id", grant == null ? "" : grant.superCasId().toString());
    facts.put("network", grant == null ? "" : grant.network());
    facts.put("streams", Integer.toString(streams));
    facts.put("ecms", Long.toString(ecms));
    facts.put("last_error", lastError);
    return facts;
  }
}
