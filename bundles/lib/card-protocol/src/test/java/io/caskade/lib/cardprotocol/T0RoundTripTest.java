package io.caskade.lib.cardprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Both sides of T=0 over one wire: whatever the one sends, the other gets. */
class T0RoundTripTest {
  /** A command, and what the card makes of it. */
  private record Dialogue(byte[] command, byte[] data, int status) {
    byte[] answer() {
      return new StatusWord(status).after(data);
    }

    boolean reads() {
      return command.length == T0Host.HEADER;
    }
  }

  /** Answers as the dialogues have it; keeps what it was sent. */
  private static final class Player implements CardProgram {
    private final List<Dialogue> dialogues;
    private int next;

    Player(List<Dialogue> dialogues) {
      this.dialogues = dialogues;
    }

    @Override
    public byte[] reset() {
      return new byte[] {0x3B, 0x00};
    }

    @Override
    public boolean sends(int cla, int ins) {
      return dialogues.get(next).reads();
    }

    @Override
    public byte[] command(byte[] command) {
      Dialogue dialogue = dialogues.get(next++);
      return Arrays.equals(command, dialogue.command())
          ? dialogue.answer()
          : new StatusWord(0x6F00).after();
    }
  }

  @Provide
  Arbitrary<List<Dialogue>> dialogues() {
    return Arbitraries.oneOf(reading(), writing()).list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<Dialogue> writing() {
    return Combinators.combine(headers(), data(1, 255), statuses())
        .as(
            (header, data, status) -> {
              byte[] command = Arrays.copyOf(header, T0Host.HEADER + data.length);
              command[4] = (byte) data.length;
              System.arraycopy(data, 0, command, T0Host.HEADER, data.length);
              return new Dialogue(command, new byte[0], status);
            });
  }

  /** The card sends all, less or nothing of what it is asked for. */
  private static Arbitrary<Dialogue> reading() {
    return Combinators.combine(
            headers(), data(0, 255), statuses(), Arbitraries.integers().between(0, 9))
        .as(
            (header, data, status, more) -> {
              byte[] command = header.clone();
              command[4] = (byte) Math.max(1, Math.min(255, data.length + (more > 6 ? more : 0)));
              return new Dialogue(command, data, status);
            });
  }

  private static Arbitrary<byte[]> headers() {
    Arbitrary<Integer> instructions =
        Arbitraries.integers()
            .between(0, 255)
            .filter(ins -> !looksLikeStatus(ins) && !looksLikeStatus(ins ^ 0xFF));
    return Combinators.combine(Arbitraries.of(0x00, 0x80, 0xDD), instructions, Arbitraries.bytes())
        .as((cla, ins, p) -> new byte[] {cla.byteValue(), ins.byteValue(), p, (byte) -p, 0});
  }

  private static boolean looksLikeStatus(int ins) {
    return (ins & 0xF0) == 0x60 || (ins & 0xF0) == 0x90;
  }

  private static Arbitrary<byte[]> data(int least, int most) {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(least).ofMaxSize(most);
  }

  private static Arbitrary<Integer> statuses() {
    return Arbitraries.integers()
        .between(0x6100, 0x9FFF)
        .filter(status -> looksLikeStatus(status >> 8));
  }

  @Property(tries = 300)
  void everyCommandArrivesAndEveryAnswerComesBack(
      @ForAll("dialogues") List<Dialogue> dialogues, @ForAll boolean echo) throws Exception {
    VirtualTime time = new VirtualTime(2);
    VirtualWire wire = new VirtualWire(time, echo);
    CompletableFuture<IOException> end = serve(time, wire.card(), new Player(dialogues));
    try {
      T0Host host = new T0Host(wire.reader(), T0Timing.at(9_600), echo, time::nanos);
      assertThat(host.reset(wire.resetLine()).toByteArray()).isEqualTo(new byte[] {0x3B, 0x00});
      for (Dialogue dialogue : dialogues) {
        assertThat(host.exchange(dialogue.command())).isEqualTo(dialogue.answer());
      }
    } finally {
      wire.cut();
      time.leave();
    }
    assertThat(end.get()).isInstanceOf(EOFException.class);
    assertThat(time.nanos()).as("nobody waited in vain").isZero();
  }

  static CompletableFuture<IOException> serve(
      VirtualTime time, CardLine line, CardProgram program) {
    CompletableFuture<IOException> end = new CompletableFuture<>();
    Thread card =
        new Thread(
            () -> {
              try {
                new T0Card(line, program).serve();
              } catch (IOException e) {
                end.complete(e);
              } catch (RuntimeException e) {
                end.completeExceptionally(e);
              } finally {
                time.leave();
              }
            },
            "card");
    card.setDaemon(true);
    card.start();
    return end;
  }
}
