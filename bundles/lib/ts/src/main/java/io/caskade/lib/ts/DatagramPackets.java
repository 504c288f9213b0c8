package io.caskade.lib.ts;

/**
 * Where the packets lie in a UDP datagram: from its first byte, or behind an RTP header (RFC 3550,
 * clause 5.1; RFC 2250). Anything else holds none.
 *
 * <pre>
 * byte 0   version(2) = 2  padding(1)  extension(1)  CSRC count(4)
 * byte 1   marker(1)  payload type(7), 33 for a transport stream
 * byte 2-3 sequence number
 * byte 4-7 time stamp, 8-11 SSRC, then CSRCs of 4 bytes each
 * then, when announced: 2 bytes of profile, 2 bytes of length in words of 4 bytes, the extension
 * last byte, when announced: bytes of padding, itself included
 * </pre>
 *
 * @param offset index of the first packet
 * @param count of packets, 0 when the datagram is foreign
 * @param sequence sequence_number of RTP, -1 without RTP
 */
public record DatagramPackets(int offset, int count, int sequence) {
  private static final DatagramPackets NONE = new DatagramPackets(0, 0, -1);
  private static final int RTP_HEADER = 12;
  private static final int RTP_VERSION = 2;
  private static final int PADDING = 0x20;
  private static final int EXTENSION = 0x10;

  /** Looks at the {@code length} bytes from {@code offset}; never fails. */
  public static DatagramPackets find(byte[] datagram, int offset, int length) {
    DatagramPackets plain = packets(datagram, offset, length, -1);
    return plain.count > 0 ? plain : behindRtp(datagram, offset, length);
  }

  private static DatagramPackets behindRtp(byte[] bytes, int offset, int length) {
    if (length < RTP_HEADER || (bytes[offset] & 0xC0) >> 6 != RTP_VERSION) {
      return NONE;
    }
    int header = RTP_HEADER + 4 * (bytes[offset] & 0x0F);
    if ((bytes[offset] & EXTENSION) != 0) {
      if (header + 4 > length) {
        return NONE;
      }
      header += 4 + 4 * u16(bytes, offset + header + 2);
    }
    int padding = (bytes[offset] & PADDING) == 0 ? 0 : bytes[offset + length - 1] & 0xFF;
    int size = length - header - padding;
    return size <= 0 ? NONE : packets(bytes, offset + header, size, u16(bytes, offset + 2));
  }

  private static DatagramPackets packets(byte[] bytes, int offset, int length, int sequence) {
    if (length == 0 || length % TsPacket.SIZE != 0) {
      return NONE;
    }
    for (int at = offset; at < offset + length; at += TsPacket.SIZE) {
      if (bytes[at] != TsPacket.SYNC_BYTE) {
        return NONE;
      }
    }
    return new DatagramPackets(offset, length / TsPacket.SIZE, sequence);
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  /** The stream came in RTP. */
  public boolean isRtp() {
    return sequence >= 0;
  }
}
