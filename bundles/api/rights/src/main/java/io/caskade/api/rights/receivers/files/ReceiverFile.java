package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.NetworkId;

/** A file of another server, to be looked through or taken over into a network. */
public record ReceiverFile(NetworkId network, FileKind kind, FileText text, FileOptions options) {}
