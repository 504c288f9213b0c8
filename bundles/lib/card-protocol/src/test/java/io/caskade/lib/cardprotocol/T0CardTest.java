package io.caskade.lib.cardprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import org.junit.jupiter.api.Test;

/** The card's side against hosts that keep to the protocol and hosts that do not. */
class T0CardTest {
  private static final String ATR = EchoingProgram.ATR;

  private final EchoingProgram program = new EchoingProgram();

  @Test
  void aResetIsAnsweredAndCommandsAreDone() {
    assertThat(
            answered(
                new ScriptedReader()
                    .reset()
                    .send("DDA2000002" + "1234")
                    .send("DDCA000002")
                    .reset()
                    .send("DDCA000002")))
        .isEqualTo(ATR + "A2" + "9802" + "CA12349000" + ATR + "CA12349000");
    assertThat(program.commands()).containsExactly("DDA20000021234", "DDCA000002", "DDCA000002");
    assertThat(program.resets()).isEqualTo(2);
  }

  @Test
  void aCardThatWasNeverResetHearsNothing() {
    assertThat(answered(new ScriptedReader().send("DDA2000002" + "1234"))).isEmpty();
    assertThat(program.commands()).isEmpty();
  }

  @Test
  void aLineWithoutResetsBeginsWithOne() {
    ScriptedReader reader = new ScriptedReader().send("DDA200000112");
    assertThatThrownBy(new T0Card(reader, program)::serveReset).isInstanceOf(EOFException.class);
    assertThat(reader.answered()).isEqualTo(ATR + "A2" + "9801");
  }

  @Test
  void aHeaderThatIsCutOffIsForgotten() {
    assertThat(answered(new ScriptedReader().reset().send("DDA200").silence().send("DDA200000112")))
        .isEqualTo(ATR + "A2" + "9801");
    assertThat(program.commands()).containsExactly("DDA200000112");
  }

  @Test
  void dataThatIsCutOffIsForgotten() {
    assertThat(
            answered(
                new ScriptedReader().reset().send("DDA200000312").silence().send("DDA200000134")))
        .isEqualTo(ATR + "A2" + "A2" + "9801");
    assertThat(program.commands()).containsExactly("DDA200000134");
  }

  @Test
  void aResetEndsTheCommandInProgress() {
    assertThat(
            answered(
                new ScriptedReader()
                    .reset()
                    .send("DDA2")
                    .reset()
                    .send("DDA20000031234")
                    .reset()
                    .send("DDA200000156")))
        .isEqualTo(ATR + ATR + "A2" + ATR + "A2" + "9801");
    assertThat(program.commands()).containsExactly("DDA200000156");
  }

  @Test
  void aCommandWithoutDataIsAnsweredAtOnce() {
    assertThat(answered(new ScriptedReader().reset().send("DDA2000000"))).isEqualTo(ATR + "9000");
  }

  @Test
  void lessThanWasAskedForComesByteByByteSoThatTheStatusMayFollow() {
    assertThat(
            answered(new ScriptedReader().reset().send("DDA2000002" + "1234").send("DDCA000005")))
        .isEqualTo(ATR + "A2" + "9802" + "35123534" + "9000");
  }

  @Test
  void moreThanWasAskedForIsCut() {
    assertThat(
            answered(new ScriptedReader().reset().send("DDA2000002" + "1234").send("DDCA000001")))
        .isEqualTo(ATR + "A2" + "9802" + "CA12" + "9000");
  }

  private String answered(ScriptedReader reader) {
    assertThatThrownBy(new T0Card(reader, program)::serve).isInstanceOf(EOFException.class);
    return reader.answered();
  }
}
