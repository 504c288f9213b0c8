package io.caskade.cards.readerphoenix;

import java.time.Duration;

/**
 * A reader's settings, checked.
 *
 * @param port device of the serial port
 * @param baud 300..1,000,000
 * @param stopBits 1 or 2
 * @param resetInverted whether the card is in reset while the line is down
 * @param pulse 1..500 ms
 * @param detectInverted whether the line is down while a card is in
 * @param echo whether the reader returns what is sent
 */
record PhoenixSettings(
    String port,
    int baud,
    Parity parity,
    int stopBits,
    ResetBy resetBy,
    boolean resetInverted,
    Duration pulse,
    DetectBy detectBy,
    boolean detectInverted,
    boolean echo) {}
