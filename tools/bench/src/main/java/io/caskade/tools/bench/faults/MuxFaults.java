package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** The connection to a MUX breaks in three ways, those of multiplexers in one. */
final class MuxFaults {
  private static final Duration NORMAL = Duration.ofSeconds(90);
  private static final int CUTS = 3;
  private static final int STRANGERS = 200;

  private MuxFaults() {}

  static List<Fault> all() {
    return List.of(new Dropped(), new HalfOpen(), new Cut());
  }

  private record Dropped() implements Fault {
    @Override
    public String name() {
      return "mux-dropped";
    }

    @Override
    public String done() {
      return "MUX resets the connection and refuses new ones for a while";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      stage.muxCable().unplug();
      Patience.hold(stage.scale().hold());
      stage.muxCable().plugIn();
      sheet.normalAfter(stage.awaitNormal(NORMAL));
    }
  }

  private record HalfOpen() implements Fault {
    @Override
    public String name() {
      return "mux-half-open";
    }

    @Override
    public String done() {
      return "MUX is back at once and knows nothing of the connection, which never ends";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      stage.muxCable().goHalfOpen();
      // The head-end has to find out by itself: nobody ends the fault.
      sheet.normalAfter(stage.awaitNormal(NORMAL));
      sheet.note("EMMG asks after %d s of silence".formatted(stage.scale().probeSeconds()));
    }
  }

  private record Cut() implements Fault {
    @Override
    public String name() {
      return "mux-reset";
    }

    @Override
    public String done() {
      return "connections to the MUX and of 200 multiplexers reset in mid-message";
    }

    @Override
    public Stage.Kind stage() {
      return Stage.Kind.MARIADB;
    }

    @Override
    public void run(Stage stage, Sheet sheet) throws IOException {
      for (int i = 0; i < CUTS; i++) {
        stage.muxCable().cutNextMessage();
        Patience.await("a message is cut", NORMAL, stage.muxCable()::wasCut);
        sheet.normalAfter(stage.awaitNormal(NORMAL));
      }
      int port = stage.headEnd().ports().ecmg();
      for (int i = 0; i < STRANGERS; i++) {
        beginAndReset(port, i);
      }
      sheet.normalAfter(stage.awaitNormal(NORMAL));
    }

    /** A channel is set up; the message after it breaks off. */
    private static void beginAndReset(int port, int number) throws IOException {
      ByteBuffer bytes =
          ByteBuffer.allocate(25)
              .put((byte) 2)
              .putShort((short) 0x0001)
              .putShort((short) 14)
              .putInt(0x000E0002)
              .putShort((short) (1_000 + number))
              .putInt(0x00010004)
              .putInt(0x0B000001)
              .put((byte) 2)
              .putShort((short) 0x0101)
              .putShort((short) 24)
              .put((byte) 0);
      try (var socket = new Socket("127.0.0.1", port)) {
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(bytes.array());
      }
    }
  }
}
