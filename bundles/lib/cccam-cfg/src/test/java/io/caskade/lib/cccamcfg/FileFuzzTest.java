package io.caskade.lib.cccamcfg;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever stands in a file, it is read to its end. */
class FileFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void configurations(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    CccamCfg.read(text);
    CccamProviders.read(text);
  }

  /** Behind the letter, where arbitrary text seldom comes. */
  @FuzzTest(maxDuration = "30s")
  void linesOfOneLetter(FuzzedDataProvider data) {
    char letter = data.pickValue(new char[] {'F', 'C', 'N', 'L', 'R', 'G', 'B'});
    CccamCfg.read(letter + ": u p " + data.consumeRemainingAsString());
  }
}
