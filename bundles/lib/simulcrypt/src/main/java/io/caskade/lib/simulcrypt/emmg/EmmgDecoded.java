package io.caskade.lib.simulcrypt.emmg;

/** What decoding gives: a message, or the error that its sender is to be told. */
public sealed interface EmmgDecoded permits EmmgMessage, EmmgProtocolError {}
