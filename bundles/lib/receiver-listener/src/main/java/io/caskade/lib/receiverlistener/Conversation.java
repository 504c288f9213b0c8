package io.caskade.lib.receiverlistener;

import io.caskade.api.receivers.Refusal;

/** One client's side of a protocol: bytes in, calls to its {@link Connection} out. On its loop. */
public interface Conversation {
  /** The connection is there; whoever speaks first does it now. */
  void opened();

  /**
   * Takes from what has come: any number of whole messages.
   *
   * @param bytes may be overwritten during the call, not kept after it
   * @return how many bytes were used; the rest comes again, followed by what comes next
   */
  int received(byte[] bytes, int offset, int length);

  /** What the client may ask for has changed; it is logged in. */
  void cardsChanged();

  /** The server ends it: a last word, where the protocol has one. It is closed afterwards. */
  void ending(Refusal reason);

  /** It is over, whoever ended it: wipe keys. Nothing more can be sent. */
  void closed();
}
