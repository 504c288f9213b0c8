package io.caskade.lib.simulcrypt.explain;

import io.caskade.lib.simulcrypt.Fault;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes a stream of bytes as an ECMG does, and keeps what it would show of them. */
final class Listener {
  private static final PduFramer FRAMER = new PduFramer(4_096);
  private static final FaultExplainer EXPLAINER = new FaultExplainer(SimulcryptInterface.ECMG_SCS);

  private final EcmgDecoder decoder;
  final List<Disclosure> kept = new ArrayList<>();
  final List<Explanation> explained = new ArrayList<>();

  Listener(Tolerance tolerance) {
    decoder = EcmgDecoder.atEcmg(tolerance);
  }

  Listener hear(byte[] stream) {
    Boundaries boundaries = new Boundaries();
    int at = 0;
    int length = FRAMER.measure(stream, at, stream.length);
    while (length > 0) {
      Optional<Fault> fault =
          decoder.faultIn(Pdu.wrap(Arrays.copyOfRange(stream, at, at + length)));
      boolean framed = boundaries.known();
      Disclosure seen = Disclosure.of(SimulcryptInterface.ECMG_SCS, stream, at, length, framed);
      kept.add(seen);
      if (fault.isPresent()) {
        explained.add(EXPLAINER.explain(fault.get(), stream, at, length, framed));
      }
      boundaries.after(fault, seen);
      at += length;
      length = FRAMER.measure(stream, at, stream.length - at);
    }
    if (length == PduFramer.TOO_LONG) {
      int here = stream.length - at;
      boolean framed = boundaries.known();
      Fault tooLong = new Fault(Fault.Kind.MESSAGE_TOO_LONG, 3);
      kept.add(Disclosure.of(SimulcryptInterface.ECMG_SCS, stream, at, here, framed));
      explained.add(EXPLAINER.explain(tooLong, stream, at, here, framed));
    }
    return this;
  }
}
