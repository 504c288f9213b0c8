package io.caskade.tools.simulator.mux;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.ts.ContinuityCheck;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmmPlayoutTest {
  private static final int PID = 0x1F00;
  private static final long MS = 1_000_000L;

  private final EmmQueue queue = new EmmQueue();
  private final PacketInserter inserter = new PacketInserter();
  private final List<Section> taken = new ArrayList<>();
  private final SectionAssembler receiver = new SectionAssembler(PID, taken::add);
  private final ContinuityCheck continuity = new ContinuityCheck();

  private static Section emm(int number) {
    byte[] body = new byte[59];
    body[0] = (byte) (number >> 8);
    body[1] = (byte) number;
    return Section.shortForm(0x82, body);
  }

  private void offer(Section section) {
    queue.offer(new EmmQueue.Emm(SectionTspktFlag.SECTIONS, Octets.of(section.toByteArray())));
  }

  /** Packets that were played up to now. */
  private int drain() {
    int count = 0;
    for (byte[] packet = inserter.poll(); packet != null; packet = inserter.poll()) {
      TsPacket view = new TsPacket(packet, 0);
      assertThat(continuity.next(view)).isEqualTo(ContinuityCheck.Verdict.IN_ORDER);
      receiver.accept(view);
      count++;
    }
    return count;
  }

  @Test
  void playsEachEmmOnceInOrder() throws TsFormatException {
    EmmPlayout playout = new EmmPlayout(PID, queue, () -> 256);
    List<Section> sent = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sent.add(emm(i));
      offer(sent.get(i));
    }
    for (int i = 0; i < 1_000; i++) {
      playout.advance(i * MS, inserter);
    }
    drain();
    assertThat(taken).isEqualTo(sent);
    assertThat(playout.emms()).isEqualTo(50);
  }

  @Test
  void neverPassesTheBandwidthAndFollowsAChangeOfIt() throws TsFormatException {
    int[] kbit = {64};
    EmmPlayout playout = new EmmPlayout(PID, queue, () -> kbit[0]);
    int packets = 0;
    for (int i = 0; i < 10_000; i++) {
      if (queue.size() < 100) {
        offer(emm(i));
      }
      playout.advance(i * MS, inserter);
      packets += drain();
    }
    // 64 kbit/s for ten seconds, and at most one burst.
    assertThat(packets).isBetween(64_000 * 10 / 1504 - 2, 64_000 * 10 / 1504 + 7);
    kbit[0] = 32;
    packets = 0;
    for (int i = 10_000; i < 20_000; i++) {
      if (queue.size() < 100) {
        offer(emm(i));
      }
      playout.advance(i * MS, inserter);
      packets += drain();
    }
    assertThat(packets).isBetween(32_000 * 10 / 1504 - 2, 32_000 * 10 / 1504 + 7);
  }

  @Test
  void packetsOfAnEmmgGetOurPidAndCounter() throws TsFormatException {
    EmmPlayout playout = new EmmPlayout(PID, queue, () -> 256);
    offer(emm(1));
    byte[] packed =
        new io.caskade.lib.ts.section.SectionPacketizer(TsPacket.NULL_PID, 9).packets(emm(2));
    queue.offer(new EmmQueue.Emm(SectionTspktFlag.TS_PACKETS, Octets.of(packed)));
    offer(emm(3));
    for (int i = 0; i < 100; i++) {
      playout.advance(i * MS, inserter);
    }
    drain();
    assertThat(taken).containsExactly(emm(1), emm(2), emm(3));
  }
}
