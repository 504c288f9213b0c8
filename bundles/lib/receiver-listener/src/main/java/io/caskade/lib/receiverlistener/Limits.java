package io.caskade.lib.receiverlistener;

import java.time.Duration;

/**
 * What a listener bears.
 *
 * @param clients most that are logged in
 * @param strangers most that are connected and not logged in; one more sends away the oldest
 * @param logIn a log-in may take so long
 * @param idle a client that sends nothing for so long is closed; zero never closes it
 */
public record Limits(int clients, int strangers, Duration logIn, Duration idle) {}
