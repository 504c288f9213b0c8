package io.caskade.lib.cardprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.cardprotocol.line.PacedLine;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * At 9600 baud a character takes 1.25 ms. Whatever an exchange takes beyond its characters, the
 * engines have added; 1.3 times is the most, in virtual time it is nothing.
 */
class SerialPaceTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Duration CHARACTER = Duration.ofNanos(1_250_000);
  private static final double MOST = 1.3;

  /**
   * Header, acknowledgement, data and status of a command, then of the read.
   *
   * @param thinks what the card needs for the command itself, in ms
   */
  @ParameterizedTest(name = "ECM of {0} bytes, answer of {1}, echo {2}, card thinks {3} ms")
  @CsvSource({
    "55, 34, true, 0, 108",
    "55, 34, false, 0, 108",
    "55, 34, true, 50, 108",
    "200, 34, true, 0, 253",
    "252, 4, true, 0, 275",
  })
  void anExchangeTakesTheTimeOfItsCharacters(
      int ecm, int answer, boolean echo, int thinks, int characters) throws Exception {
    VirtualTime time = new VirtualTime(2);
    VirtualWire wire = new VirtualWire(time, echo);
    PacedLine card = new PacedLine(wire.card(), CHARACTER, time::nanos, time::until);
    PacedLine reader = new PacedLine(wire.reader(), CHARACTER, time::nanos, time::until);
    var end = T0RoundTripTest.serve(time, card, new ThinkingCard(time, answer, thinks));
    T0Host host = new T0Host(reader, T0Timing.at(9_600), echo, time::nanos);
    host.reset(wire.resetLine());
    long began = time.nanos();
    long before = reader.characters() + card.characters();

    byte[] command = new byte[5 + 3 + ecm];
    System.arraycopy(HEX.parseHex("DDA20000"), 0, command, 0, 4);
    command[4] = (byte) (3 + ecm);
    assertThat(HEX.formatHex(host.exchange(command))).isEqualTo("98%02X".formatted(answer));
    assertThat(host.exchange(new byte[] {(byte) 0xDD, (byte) 0xCA, 0, 0, (byte) answer}))
        .hasSize(answer + 2);

    long took = time.nanos() - began;
    long counted = reader.characters() + card.characters() - before;
    wire.cut();
    time.leave();
    end.get();
    assertThat(counted).isEqualTo(characters);
    long theoretical = characters * CHARACTER.toNanos() + Duration.ofMillis(thinks).toNanos();
    assertThat(took).isBetween(theoretical, (long) (MOST * theoretical));
    assertThat(took).as("the engines add nothing").isEqualTo(theoretical);
  }

  private static final class ThinkingCard implements CardProgram {
    private final VirtualTime time;
    private final int answer;
    private final int thinks;

    ThinkingCard(VirtualTime time, int answer, int thinks) {
      this.time = time;
      this.answer = answer;
      this.thinks = thinks;
    }

    @Override
    public byte[] reset() {
      return HEX.parseHex("3B240030423030");
    }

    @Override
    public boolean sends(int cla, int ins) {
      return ins == 0xCA;
    }

    @Override
    public byte[] command(byte[] command) {
      if (command[1] == (byte) 0xCA) {
        return StatusWord.DONE.after(new byte[answer]);
      }
      try {
        time.until(time.nanos() + Duration.ofMillis(thinks).toNanos());
      } catch (InterruptedIOException e) {
        throw new UncheckedIOException(e);
      }
      return StatusWord.waiting(answer).after();
    }
  }
}
