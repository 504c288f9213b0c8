package io.caskade.lib.cardprotocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A card that keeps what it is told in A2 and gives it back in CA; it notes all commands. */
final class EchoingProgram implements CardProgram {
  static final String ATR = "3B240030423030";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final List<String> commands = new ArrayList<>();
  private byte[] kept = {};
  private int resets;

  @Override
  public byte[] reset() {
    resets++;
    return HEX.parseHex(ATR);
  }

  @Override
  public boolean sends(int cla, int ins) {
    return ins == 0xCA;
  }

  @Override
  public byte[] command(byte[] command) {
    commands.add(HEX.formatHex(command));
    if (sends(0, command[1] & 0xFF)) {
      return StatusWord.DONE.after(kept);
    }
    kept = Arrays.copyOfRange(command, 5, command.length);
    return kept.length == 0 ? StatusWord.DONE.after() : StatusWord.waiting(kept.length).after();
  }

  List<String> commands() {
    return commands;
  }

  int resets() {
    return resets;
  }
}
