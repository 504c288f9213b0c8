package io.caskade.emm.emmg.wire;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/** Cuts what a MUX sends into messages. */
final class PduReader extends ByteToMessageDecoder {
  /** The longest message of a MUX is an error with some text. */
  private static final int LONGEST = 4_096;

  private final PduFramer framer = new PduFramer(LONGEST);

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < Pdu.HEADER_LENGTH) {
      return;
    }
    int measured = framer.measure(in.readableBytes(), in.getUnsignedShort(in.readerIndex() + 3));
    if (measured == PduFramer.TOO_LONG) {
      throw new TooLongFrameException("a message of more than " + LONGEST + " bytes");
    }
    if (measured > 0) {
      byte[] message = new byte[measured];
      in.readBytes(message);
      out.add(Pdu.wrap(message));
    }
  }
}
