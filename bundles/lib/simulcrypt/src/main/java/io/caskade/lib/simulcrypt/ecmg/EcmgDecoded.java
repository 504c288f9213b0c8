package io.caskade.lib.simulcrypt.ecmg;

/** What decoding gives: a message, or the error that its sender is to be told. */
public sealed interface EcmgDecoded permits EcmgMessage, EcmgProtocolError {}
