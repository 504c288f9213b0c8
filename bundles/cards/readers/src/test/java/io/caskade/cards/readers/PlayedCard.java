package io.caskade.cards.readers;

import io.caskade.api.cards.RecordedCard;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Answers as an original card did, from the recorded dialogue, and ECMs as the test says. */
final class PlayedCard implements UnaryOperator<byte[]> {
  private static final int TAG_AT = 5;
  private static final int ECM = 0x14;
  private static final int ECM_AT = 8;
  private static final byte FETCH = (byte) 0xCA;

  private final RecordedCard recorded = new RecordedCard();
  private UnaryOperator<byte[]> ecms = section -> new byte[] {0x31, 2, 0, 0};
  private byte[] waiting = {};

  /** What it makes of an ECM section: the nanos of its answer. */
  PlayedCard opening(UnaryOperator<byte[]> answer) {
    ecms = answer;
    return this;
  }

  /** Answers another way from now on. */
  PlayedCard saying(String command, String answer) {
    recorded.saying(command, answer);
    return this;
  }

  @Override
  public byte[] apply(byte[] command) {
    if (command.length > TAG_AT && command[TAG_AT] == ECM) {
      waiting = ecms.apply(Arrays.copyOfRange(command, ECM_AT, command.length));
      return new byte[] {(byte) 0x98, (byte) waiting.length};
    }
    if (command[1] == FETCH && waiting.length > 0) {
      byte[] answer = Arrays.copyOf(waiting, waiting.length + 2);
      answer[waiting.length] = (byte) 0x90;
      waiting = new byte[0];
      return answer;
    }
    return recorded.apply(command);
  }
}
