package io.caskade.tools.simulator.mux;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.tools.simulator.scs.Scs;
import io.caskade.tools.simulator.scs.ScsReport;
import java.util.Optional;

/** One service in the multiplex: its SCS, its ECM PID, and the repetition of its ECMs. */
final class ScrambledService {
  private final Scs scs;
  private final int ecmPid;
  private final PidPackets ecmPackets;
  private Optional<Octets> onAir = Optional.empty();
  private SectionTspktFlag form = SectionTspktFlag.SECTIONS;
  private long repetition = 100_000_000L;
  private long nextPlay;
  private long scrambled;
  private long ecmsPlayed;

  ScrambledService(Scs scs, int ecmPid) {
    this.scs = scs;
    this.ecmPid = ecmPid;
    this.ecmPackets = new PidPackets(ecmPid);
  }

  int serviceId() {
    return scs.stream().serviceId();
  }

  int caSystemId() {
    return scs.stream().superCasId().caSystemId();
  }

  Scs scs() {
    return scs;
  }

  int ecmPid() {
    return ecmPid;
  }

  /** Lets crypto periods turn and plays the ECM when its time has come. */
  void advance(long now, PacketInserter inserter) throws TsFormatException {
    scs.advance(now);
    // While the ECMG is away, what it said last holds.
    form = scs.form().orElse(form);
    repetition = scs.repetition().orElse(repetition);
    Optional<Octets> ecm = scs.ecmOnAir(now);
    boolean changed = !ecm.equals(onAir);
    onAir = ecm;
    if (ecm.isEmpty() || (!changed && now < nextPlay)) {
      return;
    }
    inserter.add(ecmPackets.ofDatagram(form, ecm.get()), now);
    ecmsPlayed++;
    // From the plan and not from now, or the period would grow by the distance of packets.
    nextPlay = changed || now - nextPlay > repetition ? now + repetition : nextPlay + repetition;
  }

  void scramble(TsPacket packet) {
    if (scs.scramble(packet)) {
      scrambled++;
    }
  }

  ServiceReport report() {
    ScsReport state = scs.report();
    return new ServiceReport(state, scrambled, ecmsPlayed);
  }
}
