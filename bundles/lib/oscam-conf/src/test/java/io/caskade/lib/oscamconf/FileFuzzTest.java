package io.caskade.lib.oscamconf;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever stands in a file, it is read to its end. */
class FileFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void files(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    OscamUsers.read(text);
    ConfFile.read(text).sections().forEach(OscamReader::of);
  }

  /** Within an account, where arbitrary text seldom comes. */
  @FuzzTest(maxDuration = "30s")
  void accounts(FuzzedDataProvider data) {
    String key =
        data.pickValue(
            new String[] {"expdate", "uniq", "allowedprotocols", "hostname", "cccreshare"});
    OscamUsers.read("[account]\nuser=u\npwd=p\n" + key + "=" + data.consumeRemainingAsString());
  }
}
