package io.caskade.tools.simulator.mux;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduFramer;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import java.util.concurrent.atomic.AtomicInteger;

/** Any bytes on the EMM port give answers or the end of the connection, and no EMM that is none. */
class MuxSessionFuzzTest {
  private static final PduFramer FRAMER = new PduFramer(Pdu.MAX_LENGTH);
  private static final EmmgDecoder DECODER = EmmgDecoder.atMux(Tolerance.STANDARD);

  @FuzzTest
  void takesAnyBytes(byte[] data) {
    EmmQueue queue = new EmmQueue();
    EmmIntake intake = new EmmIntake(queue, 64);
    AtomicInteger answers = new AtomicInteger();
    MuxSession session = new MuxSession(intake, message -> answers.incrementAndGet());
    int messages = 0;
    int at = 0;
    boolean open = true;
    int length = FRAMER.measure(data, at, data.length - at);
    while (open && length > 0) {
      open = session.receive(DECODER.decode(data, at, length));
      messages++;
      at += length;
      length = FRAMER.measure(data, at, data.length - at);
    }
    assertThat(answers.get()).isLessThanOrEqualTo(messages);
    for (EmmQueue.Emm emm = queue.poll(); emm != null; emm = queue.poll()) {
      assertThat(emm.datagram().length()).isGreaterThanOrEqualTo(3);
    }
    session.closed();
    assertThat(intake.streams().count()).isZero();
  }
}
