package io.caskade.receivers.files.intake;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Adds one account after the other; each is a request of its own. */
final class Adding {
  private final ReceiverManagement receivers;
  private final Caller caller;

  Adding(ReceiverManagement receivers, Caller caller) {
    this.receivers = receivers;
    this.caller = caller;
  }

  void add(int line, NewReceiverAccount account) {
    receivers.add(of(line), account).password().destroy();
  }

  /** True for what keeps only this account out. */
  static boolean onlyThis(CaskadeException refusal) {
    return refusal.code() == ErrorCode.RECEIVER_EXISTS
        || refusal.code() == ErrorCode.RECEIVER_INVALID;
  }

  /**
   * A request that names itself names each of its accounts, so that sending it again is harmless.
   */
  private Caller of(int line) {
    return caller
        .request()
        .map(
            request ->
                caller.withRequest(
                    UUID.nameUUIDFromBytes(
                        ByteBuffer.allocate(20)
                            .putLong(request.getMostSignificantBits())
                            .putLong(request.getLeastSignificantBits())
                            .putInt(line)
                            .array())))
        .orElse(caller);
  }
}
