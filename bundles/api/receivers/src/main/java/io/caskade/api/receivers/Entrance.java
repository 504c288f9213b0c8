package io.caskade.api.receivers;

import java.net.InetSocketAddress;

/**
 * A client at the door; its password was right.
 *
 * @param protocol name of the protocol: {@code cccam}, {@code newcamd}, {@code camd35} or {@code
 *     cs378x}
 * @param name of the account
 * @param client what the peer says it is, up to 64 printable characters; empty when it says nothing
 * @param line the way back to it
 */
public record Entrance(
    String protocol, String name, InetSocketAddress address, String client, ReceiverLine line) {}
