package io.caskade.lib.cccamcfg;

/**
 * A global option that is known. Its value is not kept: it may be a password, and nothing is made
 * of it.
 *
 * @param line from 1
 */
public record OptionLine(int line, GlobalOption option) {}
