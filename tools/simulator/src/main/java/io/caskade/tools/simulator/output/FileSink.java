package io.caskade.tools.simulator.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the stream to a file, which is overwritten. */
public final class FileSink implements PacketSink {
  private static final int BUFFER = 188 * 1024;

  private final OutputStream stream;

  public FileSink(Path file) throws IOException {
    this.stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
  }

  @Override
  public void packet(byte[] packet, long time) throws IOException {
    stream.write(packet);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
