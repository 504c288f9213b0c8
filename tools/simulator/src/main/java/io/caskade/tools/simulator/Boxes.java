package io.caskade.tools.simulator;

import io.caskade.api.base.CardSerial;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.Ciphers;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.tools.simulator.box.PayloadComparison;
import io.caskade.tools.simulator.box.SetTopBox;
import io.caskade.tools.simulator.box.Viewer;
import io.caskade.tools.simulator.card.SoftwareCard;
import io.caskade.tools.simulator.input.FileSource;
import io.caskade.tools.simulator.input.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Makes viewers with TVCAS3 cards. */
public final class Boxes {
  /** Bytes of a card's own key. */
  public static final int CARD_KEY = 16;

  /** Bytes of the operator's ECM key. */
  public static final int ECM_KEY = 32;

  private final Ciphers ciphers = new BlockCiphers();
  private final CasProfile profile = new Tvcas3Profile(ciphers);
  private final int caSystemId;

  public Boxes(int caSystemId) {
    this.caSystemId = caSystemId;
  }

  /**
   * A box; it is not compared with anything.
   *
   * @param cardKey 16 bytes, copied
   * @param ecmKey 32 bytes, copied
   */
  public SetTopBox box(CardSerial serial, byte[] cardKey, byte[] ecmKey) {
    EcmKey operator = new EcmKey(ecmKey);
    try {
      return new SetTopBox(
          caSystemId, new SoftwareCard(serial, new CardKey(cardKey), operator, profile, ciphers));
    } finally {
      operator.destroy();
    }
  }

  /** A viewer whose services are compared with a file that is played in the same way. */
  public static Viewer viewer(
      SetTopBox box, Path file, boolean looped, Collection<Integer> services) throws IOException {
    Map<Integer, Set<Integer>> programs = Programs.of(file);
    Map<Integer, PayloadComparison> comparisons = new HashMap<>();
    for (int service : services) {
      comparisons.put(
          service,
          new PayloadComparison(
              FileSource.open(file, looped), programs.getOrDefault(service, Set.of())));
    }
    return new Viewer(box, comparisons);
  }
}
