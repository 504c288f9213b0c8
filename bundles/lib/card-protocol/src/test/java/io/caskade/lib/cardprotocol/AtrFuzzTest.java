package io.caskade.lib.cardprotocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Whatever a card begins with: an answer to reset or a named refusal. */
class AtrFuzzTest {
  @FuzzTest
  void anyCharactersAreAnAnswerToResetOrARefusal(byte[] characters) {
    try {
      Atr atr = Atr.parse(characters);
      require(Atr.parse(atr.toByteArray()).equals(atr), "reads itself otherwise");
      require(Atr.announced(characters) == characters.length, "announces another length");
      require(atr.historical().length <= 15, "too many historical bytes");
      require(!atr.protocols().isEmpty(), "no protocol");
      require(atr.waitingInteger() > 0, "no time");
    } catch (AtrException e) {
      require(e.getMessage() != null, "no reason");
    }
    for (int i = 1; i <= Math.min(characters.length, 40); i++) {
      announce(Arrays.copyOf(characters, i));
    }
  }

  private static void announce(byte[] characters) {
    try {
      int announced = Atr.announced(characters);
      require(announced >= 2 && announced <= Atr.LONGEST, "announces " + announced);
    } catch (AtrException e) {
      require(e.reason() != AtrException.Reason.CHECK, "checks too early");
    }
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}
