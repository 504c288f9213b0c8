package io.caskade.ecm.ecmg.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CasOffer;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmLane;
import io.caskade.api.ecm.EcmRequest;
import io.caskade.api.ecm.EcmResult;
import io.caskade.api.ecm.EcmService;
import io.caskade.api.ecm.LaneOwner;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.ecm.ecmg.session.Counter;
import io.caskade.ecm.ecmg.session.ListenerContext;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.session.SessionLoop;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an ECM costs in memory from the socket to the issuer and back: at most 1 KiB. */
class AllocationTest {
  private static final int ECMS = 20_000;
  private static final int MOST_BYTES = 1024;

  @Test
  void anEcmCostsAtMostOneKibibyteInHandlerAndCodec() {
    EmbeddedChannel channel = EmbeddedChannel.builder().build();
    channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    SessionLoop loop = new SessionLoop(channel.eventLoop(), System::nanoTime);
    ConstantIssuer issuer = new ConstantIssuer();
    loop.adopt(issuer, issuer.openLane(loop));
    ListenerContext listener =
        new ListenerContext(ListenerSettings.defaults("main", "127.0.0.1", 0), () -> Instant.EPOCH);
    channel.pipeline().addLast(new ScsHandler(loop, listener));
    channel.pipeline().fireChannelActive();
    send(channel, ChannelSetup.of(2, 1, 0x0B000001).pdu().toByteArray());
    send(channel, StreamSetup.of(2, 1, 1, OptionalInt.of(1), 120).pdu().toByteArray());
    byte[] provision = provision().toByteArray();

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = 0;
    for (int i = 0; i < 2 * ECMS; i++) {
      if (i == ECMS) { // classes are loaded, pools are filled
        before = threads.getThreadAllocatedBytes(self);
      }
      send(channel, provision);
    }
    long perEcm = (threads.getThreadAllocatedBytes(self) - before) / ECMS;
    assertThat(listener.counters().get(Counter.ECMS)).isEqualTo(2L * ECMS);
    assertThat(perEcm).as("bytes per ECM").isLessThanOrEqualTo(MOST_BYTES);
  }

  private static void send(EmbeddedChannel channel, byte[] bytes) {
    ByteBuf in = channel.alloc().directBuffer(bytes.length).writeBytes(bytes);
    channel.writeInbound(in);
    ByteBuf out = channel.readOutbound();
    out.release();
  }

  private static Pdu provision() {
    return CwProvision.builder(2, 1, 1, 0)
        .accessCriteria(new byte[] {0, 0, 0, 1})
        .word(0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
        .word(1, new byte[] {8, 7, 6, 5, 4, 3, 2, 1})
        .build()
        .pdu();
  }

  /** Costs nothing itself. */
  private static final class ConstantIssuer implements EcmService {
    private static final EcmResult ECM =
        new EcmResult.Issued(new EcmDatagram(Octets.of(new byte[55])));
    private final Optional<CasOffer> offer =
        Optional.of(
            new CasOffer(NetworkId.MAIN, new ProfileTraits("test", 1, 2, Set.of(8), 32, 16, true)));

    @Override
    public EcmLane openLane(LaneOwner owner) {
      return new EcmLane() {
        @Override
        public EcmResult issue(EcmRequest request) {
          return ECM;
        }

        @Override
        public void close() {
          // holds nothing
        }
      };
    }

    @Override
    public Optional<CasOffer> offer(SuperCasId superCasId) {
      return offer;
    }

    @Override
    public List<Integer> caSystemIds() {
      return List.of(0x0B00);
    }
  }
}
