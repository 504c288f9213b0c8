package io.caskade.receivers.server.sharing;

import io.caskade.lib.cidr.AddressList;
import java.time.Duration;

/**
 * When an address is kept out.
 *
 * @param failures that ban; 0 for never
 * @param window in which they must fall
 * @param ban how long it lasts
 * @param exempt addresses that are never banned
 */
public record BanRules(int failures, Duration window, Duration ban, AddressList exempt) {}
