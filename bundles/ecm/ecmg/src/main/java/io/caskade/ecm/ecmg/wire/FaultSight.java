package io.caskade.ecm.ecmg.wire;

import io.caskade.lib.simulcrypt.Fault;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import io.caskade.lib.simulcrypt.explain.Boundaries;
import io.caskade.lib.simulcrypt.explain.Disclosure;
import io.caskade.lib.simulcrypt.explain.Explanation;
import io.caskade.lib.simulcrypt.explain.FaultExplainer;
import io.caskade.lib.simulcrypt.explain.SimulcryptInterface;
import java.util.Optional;

/** Looks at messages that a decoder refused. Confined to its connection. */
final class FaultSight {
  private static final SimulcryptInterface SPOKEN = SimulcryptInterface.ECMG_SCS;

  private final EcmgDecoder decoder;
  private final FaultExplainer explainer = new FaultExplainer(SPOKEN);
  private final Boundaries boundaries = new Boundaries();

  FaultSight(EcmgDecoder decoder) {
    this.decoder = decoder;
  }

  /** True when the next message begins where it seems to. */
  boolean framed() {
    return boundaries.known();
  }

  void good() {
    boundaries.good();
  }

  /** A whole message that was refused. */
  Optional<Explanation> refused(byte[] bytes, int offset, int length) {
    Pdu copy = Pdu.copyOf(bytes, offset, length);
    Optional<Fault> fault = decoder.faultIn(copy);
    copy.wipe();
    return fault.map(found -> explain(found, bytes, offset, length));
  }

  /** The head of a message that is too long. */
  Explanation tooLong(byte[] bytes, int offset, int length) {
    Fault fault = new Fault(Fault.Kind.MESSAGE_TOO_LONG, 3);
    return explain(fault, bytes, offset, length);
  }

  private Explanation explain(Fault fault, byte[] bytes, int offset, int length) {
    boolean framed = boundaries.known();
    boundaries.bad(fault, Disclosure.of(SPOKEN, bytes, offset, length, framed));
    return explainer.explain(fault, bytes, offset, length, framed);
  }
}
