package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.ProfileTraits;
import java.util.Collections;
import java.util.random.RandomGenerator;

/** Makes ECMs for trials the way a multiplexer gets them: from the issuer. Any thread. */
final class EcmMaker {
  private final Lent<EcmService> issuer = new Lent<>("the ECM issuer");
  private final Lent<NetworkDirectory> directory = new Lent<>("the directory of networks");
  private final RandomGenerator random;

  /** An ECM section and the words in it, which whoever asked for it wipes. */
  record Made(Octets section, Words words) {}

  /**
   * @param random source of control words, cryptographic
   */
  EcmMaker(RandomGenerator random) {
    this.random = random;
  }

  Lent<EcmService> issuer() {
    return issuer;
  }

  Lent<NetworkDirectory> directory() {
    return directory;
  }

  /**
   * @throws CaskadeException NETWORK_UNKNOWN, PART_MISSING
   */
  Network network(NetworkId id) {
    return directory.use(
        present ->
            present.networks().stream()
                .filter(network -> network.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, id.value())));
  }

  /**
   * An ECM of this moment for a service of these products.
   *
   * @throws CaskadeException PART_MISSING while no profile serves the network, or why the issuer
   *     refuses
   */
  Made make(Network network, ProductMask products) {
    return issuer.use(present -> make(present, network, products));
  }

  private Made make(EcmService present, Network network, ProductMask products) {
    SuperCasId address = SuperCasId.of(network.caSystemId(), 0);
    ProfileTraits traits = present.offer(address).orElseThrow(() -> notServed(network)).traits();
    int period = random.nextInt(0x8000) * 2;
    int length = Collections.min(traits.controlWordLengths());
    Words words = Words.random(period, traits.cwPerMsg(), length, random);
    EcmResult result =
        TrialLane.issue(
            present, new EcmRequest(address, period, words.all(), products.toAccessCriteria()));
    if (result instanceof EcmResult.Issued issued) {
      return new Made(issued.ecm().section(), words);
    }
    words.close();
    throw result instanceof EcmResult.Refused refused
        ? Refusal.of(network.id().value(), refused.reason()).exception()
        : notServed(network);
  }

  private static CaskadeException notServed(Network network) {
    return new CaskadeException(ErrorCode.PART_MISSING, network.profile());
  }
}
