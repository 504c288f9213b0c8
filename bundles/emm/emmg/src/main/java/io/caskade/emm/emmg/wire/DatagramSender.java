package io.caskade.emm.emmg.wire;

import io.caskade.lib.simulcrypt.Pdu;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends data_provision by UDP, a message a packet; never blocks. Confined to the loop. */
final class DatagramSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramSender.class);

  private final DatagramChannel channel;
  private boolean complained;

  /** Throws {@link IOException} when the system gives no socket. */
  DatagramSender(InetSocketAddress target) throws IOException {
    channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.connect(target);
  }

  /** False when the system did not take it, as when the MUX's port is shut. */
  boolean send(Pdu message) {
    try {
      return channel.write(ByteBuffer.wrap(message.toByteArray())) > 0;
    } catch (IOException e) {
      if (!complained) {
        complained = true;
        LOG.warn("EMMs by UDP are lost: {}", e.getMessage());
      }
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("UDP socket: {}", e.getMessage());
    }
  }
}
