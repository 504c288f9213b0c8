package io.caskade.tools.simulator.mux;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.tools.simulator.output.PacketSink;
import io.caskade.tools.simulator.scs.Scs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Packet by packet from the clear stream to the scrambled one: tables changed, elementary streams
 * of the chosen services scrambled, ECMs, EMMs and CAT in the place of null packets. Time is the
 * stream's own, so that the same input gives the same schedule however fast it runs. Confined to a
 * thread.
 */
public final class Multiplex implements AutoCloseable {
  private final List<ScrambledService> services = new ArrayList<>();
  private final Tables tables;
  private final EmmPlayout emms;
  private final PacketInserter inserter = new PacketInserter();
  private final PacketSink sink;
  private long packetsOut;

  /**
   * @param scss SCS of each service by its ECM PID
   * @param emmBandwidthKbit how fast EMMs are played, asked again and again
   */
  public Multiplex(
      Map<Integer, Scs> scss,
      CaDescriptor emm,
      EmmQueue queue,
      IntSupplier emmBandwidthKbit,
      PacketSink sink,
      Consumer<String> notices) {
    scss.forEach((ecmPid, scs) -> services.add(new ScrambledService(scs, ecmPid)));
    this.tables = new Tables(services, emm, notices);
    this.emms = new EmmPlayout(emm.caPid(), queue, emmBandwidthKbit);
    this.sink = sink;
  }

  /**
   * Takes the next packet of the input.
   *
   * @param packet 188 bytes, changed by this call
   * @param time when it is on air, nanoseconds from the start; never falls
   * @throws MuxException when the stream lacks a service
   */
  public void packet(byte[] packet, long time) throws IOException {
    advance(time);
    tables.pass(packet, inserter, time);
    TsPacket view = new TsPacket(packet, 0);
    byte[] out = packet;
    if (view.pid() == TsPacket.NULL_PID) {
      byte[] waiting = inserter.poll();
      out = waiting == null ? packet : waiting;
    } else {
      ScrambledService service = tables.serviceOf(view.pid());
      if (service != null) {
        service.scramble(view);
      }
    }
    put(out, time);
    flush(time);
  }

  /** Nothing came in, but time went on. */
  public void idle(long time) throws IOException {
    advance(time);
    flush(time);
  }

  private void advance(long time) throws TsFormatException {
    for (ScrambledService service : services) {
      service.advance(time, inserter);
    }
    if (tables.known()) {
      tables.advance(time, inserter);
    }
    emms.advance(time, inserter);
  }

  private void flush(long time) throws IOException {
    for (byte @Nullable [] late = inserter.overdue(time);
        late != null;
        late = inserter.overdue(time)) {
      put(late, time);
    }
  }

  private void put(byte[] packet, long time) throws IOException {
    packetsOut++;
    sink.packet(packet, time);
  }

  public MuxReport report() {
    return new MuxReport(
        packetsOut,
        emms.emms(),
        emms.packets(),
        services.stream().map(ScrambledService::report).toList());
  }

  /** Closes the streams on their ECMGs. */
  @Override
  public void close() {
    services.forEach(service -> service.scs().close());
  }
}
