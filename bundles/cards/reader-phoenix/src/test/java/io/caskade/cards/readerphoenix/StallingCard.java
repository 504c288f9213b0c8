package io.caskade.cards.readerphoenix;

import io.caskade.lib.cardprotocol.CardProgram;
import io.caskade.lib.cardprotocol.StatusWord;
import java.util.HexFormat;

/** A card that tells its type, and keeps a host waiting for ever when it is told to. */
final class StallingCard implements CardProgram {
  static final String ATR = "3B240030423030";
  static final String QUESTION = "DD26000003100140";
  static final String ANSWER = "9811";

  private final String answerToReset;
  private boolean stalling;
  private boolean stalled;

  StallingCard() {
    this(ATR);
  }

  StallingCard(String answerToReset) {
    this.answerToReset = answerToReset;
  }

  @Override
  public byte[] reset() {
    return HexFormat.of().parseHex(answerToReset);
  }

  @Override
  public boolean sends(int cla, int ins) {
    return ins == 0xCA;
  }

  @Override
  public synchronized byte[] command(byte[] command) {
    while (stalling) {
      stalled = true;
      notifyAll();
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return sends(0, command[1] & 0xFF)
        ? StatusWord.DONE.after(new byte[command[4] & 0xFF])
        : StatusWord.waiting(0x11).after();
  }

  synchronized void stall() {
    stalling = true;
    stalled = false;
  }

  synchronized void awaitStalled() throws InterruptedException {
    while (!stalled) {
      wait();
    }
  }

  synchronized void goOn() {
    stalling = false;
    notifyAll();
  }
}
