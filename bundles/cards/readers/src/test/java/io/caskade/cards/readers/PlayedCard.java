package io.caskade.cards.readers;

import io.caskade.api.base.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** Answers as an original card did, from the recorded dialogue, and ECMs as the test says. */
final class PlayedCard implements UnaryOperator<byte[]> {
  private static final int ECM_AT = 8;

  private final Properties dialogue = new Properties();
  private UnaryOperator<byte[]> ecms = section -> new byte[] {0x31, 2, 0, 0};
  private byte[] waiting = {};

  PlayedCard() {
    try (InputStream in = PlayedCard.class.getResourceAsStream("start-up.properties")) {
      dialogue.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it makes of an ECM section: the nanos of its answer. */
  PlayedCard opening(UnaryOperator<byte[]> answer) {
    ecms = answer;
    return this;
  }

  /** Answers another way from now on. */
  PlayedCard saying(String command, String answer) {
    dialogue.setProperty(command, answer);
    return this;
  }

  @Override
  public byte[] apply(byte[] command) {
    int tag = command.length > 5 ? command[5] : -1;
    if (tag == 0x14) {
      byte[] section = new byte[command.length - ECM_AT];
      System.arraycopy(command, ECM_AT, section, 0, section.length);
      waiting = ecms.apply(section);
      return new byte[] {(byte) 0x98, (byte) waiting.length};
    }
    if (command[1] == (byte) 0xCA && waiting.length > 0) {
      byte[] answer = new byte[waiting.length + 2];
      System.arraycopy(waiting, 0, answer, 0, waiting.length);
      answer[waiting.length] = (byte) 0x90;
      waiting = new byte[0];
      return answer;
    }
    String answer = dialogue.getProperty(Octets.of(command).hex(), "9000");
    return Octets.parseHex(answer.strip()).toByteArray();
  }
}
