package io.caskade.lib.simulcrypt;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into a message or into the error to answer with, by the rows of an interface. Never
 * throws for what the bytes hold, and allocates no more than the bytes that are really there.
 * Immutable, for any number of threads.
 *
 * @param <M> the messages of the interface
 * @param <R> the result: a message, or the interface's protocol error
 */
public abstract class TableDecoder<M extends R, R> {
  private static final int TYPE_OFFSET = 1;
  private static final int LENGTH_OFFSET = 3;

  private final Class<M> messages;
  private final MessageRow<M>[] rows;
  private final Direction way;
  private final Tolerance tolerance;

  /**
   * A decoder for one end of the interface.
   *
   * @param messages the type of all messages
   * @param way the way that the decoded messages travel
   */
  protected TableDecoder(
      Class<M> messages, List<MessageRow<M>> rows, Direction way, Tolerance tolerance) {
    this.messages = messages;
    @SuppressWarnings({"unchecked", "rawtypes"}) // generic array creation
    MessageRow<M>[] array = rows.toArray(new MessageRow[0]);
    this.rows = array;
    this.way = way;
    this.tolerance = tolerance;
  }

  /** Decodes one whole message, as {@link PduFramer} measured it or as one UDP packet held it. */
  public final R decode(byte[] bytes, int offset, int length) {
    return decodeCopy(Pdu.copyOf(bytes, offset, length));
  }

  /** The same from the buffer's position to its limit, where the position is left. */
  public final R decode(ByteBuffer message) {
    return decodeCopy(Pdu.copyOf(message));
  }

  /** The same without a copy; a message holds {@code pdu}, an error does not. */
  public final R decode(Pdu pdu) {
    MessageRow<M> row = find(pdu.messageType());
    Fault fault = check(pdu, row);
    return row == null || fault != null ? refuse(pdu, row, fault) : row.form(pdu);
  }

  /** What is refused may hold control words, and nobody else sees this copy of them. */
  private R decodeCopy(Pdu copy) {
    R result = decode(copy);
    if (!messages.isInstance(result)) {
      copy.wipe();
    }
    return result;
  }

  /** What is wrong with a message, empty when nothing is: the reason behind the error. */
  public final Optional<Fault> faultIn(Pdu pdu) {
    return Optional.ofNullable(check(pdu, find(pdu.messageType())));
  }

  /**
   * The error about a message that is longer than the receiver wants to hold.
   *
   * @param head what has arrived of it, at least its header; ids are echoed when they are in it
   */
  public final R tooLong(byte[] head, int offset, int length) {
    Pdu pdu = Pdu.copyOf(head, offset, length);
    return refuse(
        pdu, find(pdu.messageType()), new Fault(Fault.Kind.MESSAGE_TOO_LONG, LENGTH_OFFSET));
  }

  /**
   * Makes the interface's protocol error.
   *
   * @param row the message's row, null when its type is unknown
   */
  protected abstract R refuse(Pdu pdu, @Nullable MessageRow<M> row, Fault fault, int version);

  private R refuse(Pdu pdu, @Nullable MessageRow<M> row, @Nullable Fault fault) {
    return refuse(pdu, row, fault == null ? unknownMessage() : fault, answerVersion(pdu.version()));
  }

  /** An id of 2 or 4 bytes to echo, or 0 when it cannot be read. */
  protected static int echo(Pdu pdu, ParameterRow id) {
    int at = pdu.find(id.code(), 0);
    int length = id.minLength(ProtocolVersion.DEFAULT);
    return at >= 0 && pdu.unsigned16At(at - 2) == length ? pdu.numberAt(at, length) : 0;
  }

  private @Nullable Fault check(Pdu pdu, @Nullable MessageRow<M> row) {
    if (pdu.length() < Pdu.HEADER_LENGTH) {
      return new Fault(Fault.Kind.BAD_STRUCTURE, 0);
    }
    if (tolerance == Tolerance.STANDARD && !ProtocolVersion.isDefined(pdu.version())) {
      return new Fault(Fault.Kind.UNSUPPORTED_VERSION, 0);
    }
    if (row == null) {
      return unknownMessage();
    }
    if (pdu.length() != Pdu.HEADER_LENGTH + pdu.announcedLength()) {
      return new Fault(Fault.Kind.BAD_STRUCTURE, LENGTH_OFFSET);
    }
    if (!row.sender().allows(way)) {
      return new Fault(Fault.Kind.WRONG_SENDER, TYPE_OFFSET);
    }
    return tolerance == Tolerance.LENIENT
        ? row.check(pdu, ProtocolVersion.ANY, true)
        : row.check(pdu, pdu.version(), false);
  }

  private static Fault unknownMessage() {
    return new Fault(Fault.Kind.UNKNOWN_MESSAGE_TYPE, TYPE_OFFSET);
  }

  private int answerVersion(int version) {
    return tolerance == Tolerance.LENIENT || ProtocolVersion.isDefined(version)
        ? version
        : ProtocolVersion.DEFAULT;
  }

  private @Nullable MessageRow<M> find(int messageType) {
    for (MessageRow<M> row : rows) {
      if (row.code() == messageType) {
        return row;
      }
    }
    return null;
  }
}
