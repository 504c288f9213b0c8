package io.caskade.tools.simulator.mux;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import io.caskade.lib.ts.TsFormatException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of the MUX share: open streams, the bandwidth limit, the queue. */
final class EmmIntake {
  private final OpenStreams streams = new OpenStreams();
  private final EmmQueue queue;
  private final AtomicInteger limitKbit;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();

  EmmIntake(EmmQueue queue, int limitKbit) {
    this.queue = queue;
    this.limitKbit = new AtomicInteger(limitKbit);
  }

  OpenStreams streams() {
    return streams;
  }

  int limitKbit() {
    return limitKbit.get();
  }

  void setLimitKbit(int kbit) {
    limitKbit.set(kbit);
  }

  /** Queues what a message holds; the answer is what is wrong with it. */
  Optional<EmmgErrorStatus> take(DataProvision provision, SectionTspktFlag form) {
    for (ByteBuffer view : provision.datagrams()) {
      byte[] bytes = new byte[view.remaining()];
      view.get(bytes);
      if (bytes.length == 0) {
        continue; // how some EMMGs say good-bye in packet mode (simulcrypt chapter 9)
      }
      try {
        PidPackets.require(form, bytes);
      } catch (TsFormatException e) {
        return Optional.of(EmmgErrorStatus.INVALID_PARAMETER_VALUE);
      }
      if (!queue.offer(new EmmQueue.Emm(form, Octets.of(bytes)))) {
        return Optional.of(EmmgErrorStatus.EXCEEDED_BANDWIDTH);
      }
      received.incrementAndGet();
    }
    return Optional.empty();
  }

  void error() {
    errors.incrementAndGet();
  }

  /** Datagrams taken. */
  long received() {
    return received.get();
  }

  /** Messages that were answered with an error, or dropped when there is no way to answer. */
  long errors() {
    return errors.get();
  }
}
