package io.caskade.itests.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Debian's tsdecrypt as a receiver: listens to a scrambled stream, asks for control words over IP
 * and writes what it makes of them.
 */
final class TsdecryptBox implements AutoCloseable {
  private static final int PACKET = 188;
  private static final int SYNC = 0x47;
  private static final int UNIT_START = 0x40;
  private static final int PES_FLAGS = 7;
  private static final int PES_TIMES = 9;
  private static final int TIME = 5;

  private final Process process;
  private final Path picture;
  private final Path said;
  private final Set<ByteBuffer> clear;
  private final int pid;
  private long seen;

  /** What came out since the last look, of the one PID that is watched. */
  record Picture(int clear, int other) {}

  /**
   * @param stream the clear stream
   * @param pid elementary stream that is compared
   * @param words of its command line, beside input, output and CA system
   */
  TsdecryptBox(Path folder, String name, int port, Path stream, int pid, List<String> words)
      throws IOException, InterruptedException {
    this.pid = pid;
    clear = payloads(Files.readAllBytes(stream));
    picture = folder.resolve(name + ".ts");
    said = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>(List.of("tsdecrypt", "-I", "127.0.0.1:" + port));
    command.addAll(List.of("-O", "file://" + picture, "-c", "CONAX", "-K", "-J", "1"));
    command.addAll(words);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_PRELOAD", shim(folder).toString());
    process = builder.redirectOutput(said.toFile()).redirectInput(new File("/dev/null")).start();
  }

  /** Its log so far. */
  String said() throws IOException {
    return Files.readString(said);
  }

  /** Looks at what was written since the last look. */
  Picture look() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("tsdecrypt has ended: " + said());
    }
    if (!Files.exists(picture)) {
      return new Picture(0, 0);
    }
    byte[] fresh;
    try (var file = new RandomAccessFile(picture.toFile(), "r")) {
      long whole = (file.length() - seen) / PACKET * PACKET;
      fresh = new byte[(int) whole];
      file.seek(seen);
      file.readFully(fresh);
      seen += whole;
    }
    int good = 0;
    int all = 0;
    for (int at = 0; at < fresh.length; at += PACKET) {
      ByteBuffer payload = payload(fresh, at);
      if (payload.hasRemaining()) {
        all++;
        good += clear.contains(payload) ? 1 : 0;
      }
    }
    return new Picture(good, all - good);
  }

  private Set<ByteBuffer> payloads(byte[] stream) {
    Set<ByteBuffer> all = new HashSet<>();
    for (int at = 0; at + PACKET <= stream.length; at += PACKET) {
      ByteBuffer payload = payload(stream, at);
      if (payload.hasRemaining()) {
        all.add(payload);
      }
    }
    return all;
  }

  /** Payload of a packet of the watched PID; empty for any other (ISO/IEC 13818-1, 2.4.3). */
  private ByteBuffer payload(byte[] stream, int at) {
    int found = (stream[at + 1] & 0x1F) << 8 | stream[at + 2] & 0xFF;
    int control = stream[at + 3] >> 4 & 3;
    if (stream[at] != SYNC || found != pid || (control & 1) == 0) {
      return ByteBuffer.allocate(0);
    }
    int from = at + 4 + (control == 3 ? 1 + (stream[at + 4] & 0xFF) : 0);
    if (from >= at + PACKET) {
      return ByteBuffer.allocate(0);
    }
    byte[] payload = Arrays.copyOfRange(stream, from, at + PACKET);
    if ((stream[at + 1] & UNIT_START) != 0) {
      forgetTimes(payload);
    }
    return ByteBuffer.wrap(payload);
  }

  /** A stream that is played again is given later time stamps (ISO/IEC 13818-1, 2.4.3.6). */
  private static void forgetTimes(byte[] payload) {
    if (payload.length > PES_TIMES + 2 * TIME && payload[0] == 0 && payload[1] == 0) {
      int stamps = Integer.bitCount(payload[PES_FLAGS] & 0xC0);
      Arrays.fill(payload, PES_TIMES, PES_TIMES + stamps * TIME, (byte) 0);
    }
  }

  private static Path shim(Path folder) throws IOException, InterruptedException {
    Path library = folder.resolve("cryptshim.so");
    if (!Files.exists(library)) {
      Path source = folder.resolve("cryptshim.c");
      try (InputStream in = TsdecryptBox.class.getResourceAsStream("cryptshim.c")) {
        Files.copy(in, source);
      }
      Ran.of("gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-lcrypt")
          .ok();
    }
    return library;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
