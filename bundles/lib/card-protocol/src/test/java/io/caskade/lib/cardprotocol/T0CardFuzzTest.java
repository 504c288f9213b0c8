package io.caskade.lib.cardprotocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Whatever a host sends, the card lives until its line ends and its program sees whole commands
 * only. FE is a silence, FD a reset; the rest are characters.
 */
class T0CardFuzzTest {
  private static final int SILENCE = 0xFE;
  private static final int RESET = 0xFD;

  @FuzzTest
  void anyHostLeavesTheCardAlive(byte[] input) {
    ScriptedReader reader = new ScriptedReader().reset();
    for (byte character : input) {
      switch (character & 0xFF) {
        case SILENCE -> reader.silence();
        case RESET -> reader.reset();
        default -> reader.send(HexFormat.of().toHexDigits(character));
      }
    }
    // After all that it still answers.
    reader.silence().send("DDA200000155");
    EchoingProgram program = new EchoingProgram();
    try {
      new T0Card(reader, program).serve();
      throw new AssertionError("it stopped by itself");
    } catch (EOFException end) {
      require(reader.answered().endsWith("A2" + "9801"), "it no longer answers");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    for (String command : program.commands()) {
      int length = command.length() / 2;
      int p3 = Integer.parseInt(command.substring(8, 10), 16);
      boolean reads = command.startsWith("CA", 2);
      require(length == (reads ? 5 : 5 + p3), "half a command: " + length);
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
