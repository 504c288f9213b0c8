package io.caskade.tools.bench;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyedCipher;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;

/** What one thread could do if nothing but ECMs had to be made: the cipher's own limit. */
final class CipherLimit {
  private static final int MESSAGE = 48;
  private static final int KEY = 32;

  private CipherLimit() {}

  static void print(PrintStream out, Rates rates) {
    var random = new SplittableRandom(1);
    byte[] bytes = new byte[KEY];
    random.nextBytes(bytes);
    EcmKey key = new EcmKey(bytes);
    byte[] message = new byte[MESSAGE];
    try (KeyedCipher cipher = new BlockCiphers().tripleDes(key, 0);
        EcmWorker ciphered = worker(new Tvcas3Profile(new BlockCiphers()), key);
        EcmWorker bare = worker(new UncipheredProfile(), key)) {
      EcmInput[] inputs = {input(0, random), input(1, random)};
      List<Double> perSecond =
          rates.perSecond(
              List.of(
                  turn -> cipher.encrypt(message, 0, MESSAGE),
                  turn -> ciphered.ecm(inputs[(int) turn & 1]),
                  turn -> bare.ecm(inputs[(int) turn & 1])));
      out.println("One thread without any transport, a second of processor time");
      var report = new Report("work", "ECM/s", "us/ECM");
      List<String> names = List.of("3DES of 48 bytes", "profile, 3DES", "profile, cipher off");
      for (int i = 0; i < names.size(); i++) {
        double rate = perSecond.get(i);
        report.row(names.get(i), Report.number(rate), Report.number(1e6 / rate));
      }
      report.print(out);
    }
  }

  private static EcmWorker worker(CasProfile profile, EcmKey key) {
    return profile.ecmWorker(key, new SplittableRandom(2));
  }

  private static EcmInput input(int cpNumber, SplittableRandom random) {
    return new EcmInput(
        cpNumber,
        List.of(
            new CryptoPeriodWord(cpNumber, word(random)),
            new CryptoPeriodWord(cpNumber + 1, word(random))),
        new ProductMask(1).toAccessCriteria(),
        1_700_000_000L);
  }

  private static ControlWord word(SplittableRandom random) {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return new ControlWord(bytes);
  }
}
