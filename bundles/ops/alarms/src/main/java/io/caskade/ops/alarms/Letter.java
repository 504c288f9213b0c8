package io.caskade.ops.alarms;

/**
 * An e-mail.
 *
 * @param subject one line
 * @param text plain text, lines end with a line feed
 */
record Letter(String subject, String text) {}
