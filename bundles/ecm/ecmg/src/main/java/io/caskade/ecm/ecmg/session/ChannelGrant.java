package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.SuperCasId;

/**
 * The terms on which a channel is open. No service, only numbers and names.
 *
 * @param version protocol_version of the channel_setup, kept for what the ECMG sends on its own
 * @param channelId ECM_channel_id, 0..65535
 * @param network name, for faces
 * @param timingSensitive the network's cards count ECMs by time
 * @param settings the listener's when the channel was set up
 */
record ChannelGrant(
    int version,
    int channelId,
    SuperCasId superCasId,
    String network,
    boolean timingSensitive,
    ListenerSettings settings) {}
