package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/**
 * data_provision (0x0211, TS 103 197 clause 6), EMMG to MUX: EMMs or private data. The only message
 * that may go by UDP (since version 2), one to a packet, then without channel and stream id.
 */
public record DataProvision(Pdu pdu) implements EmmgMessage {
  private static final int USUAL_SIZE = 1400;

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public DataProvision {
    EmmgMessageType.DATA_PROVISION.require(pdu);
  }

  /** Starts a message of TCP; the order of the builder's calls is the order on the wire. */
  public static Builder overTcp(
      int version, int clientId, int dataChannelId, int dataStreamId, OptionalInt dataId) {
    return new Builder(
        version, clientId, OptionalInt.of(dataChannelId), OptionalInt.of(dataStreamId), dataId);
  }

  /** Starts a message of UDP, where client_id and data_id alone name the stream. */
  public static Builder overUdp(int version, int clientId, int dataId) {
    return new Builder(
        version, clientId, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(dataId));
  }

  /** Mandatory in version 1; the standard wants it on TCP and not on UDP, peers send it on both. */
  public OptionalInt dataChannelId() {
    return pdu.optionalUnsigned(EmmgParameters.DATA_CHANNEL_ID);
  }

  /** As {@link #dataChannelId}. */
  public OptionalInt dataStreamId() {
    return pdu.optionalUnsigned(EmmgParameters.DATA_STREAM_ID);
  }

  /** Mandatory from version 2 on, not known in version 1. */
  public OptionalInt dataId() {
    return pdu.optionalUnsigned(EmmgParameters.DATA_ID);
  }

  /** The datagrams in order, read-only and not copied: sections, or runs of TS packets. */
  public List<ByteBuffer> datagrams() {
    return pdu.views(EmmgParameters.DATAGRAM);
  }

  /** Builds a data_provision. */
  public static final class Builder {
    private final PduBuilder pdu;

    private Builder(
        int version,
        int clientId,
        OptionalInt dataChannelId,
        OptionalInt dataStreamId,
        OptionalInt dataId) {
      pdu =
          PduBuilder.of(version, EmmgMessageType.DATA_PROVISION.code(), USUAL_SIZE)
              .number(EmmgParameters.CLIENT_ID, clientId)
              .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
              .number(EmmgParameters.DATA_STREAM_ID, dataStreamId)
              .number(EmmgParameters.DATA_ID, dataId);
    }

    /** One section, or whole TS packets of 188 bytes; copied. */
    public Builder datagram(byte[] datagram) {
      return datagram(datagram, 0, datagram.length);
    }

    /** The same with {@code length} bytes from {@code offset}. */
    public Builder datagram(byte[] source, int offset, int length) {
      pdu.bytes(EmmgParameters.DATAGRAM, source, offset, length);
      return this;
    }

    /** The message; the builder must not be used any more. */
    public DataProvision build() {
      return new DataProvision(pdu.build());
    }
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.DATA_PROVISION;
  }
}
