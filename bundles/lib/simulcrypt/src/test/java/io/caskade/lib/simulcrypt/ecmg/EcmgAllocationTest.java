package io.caskade.lib.simulcrypt.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.caskade.lib.simulcrypt.Tolerance;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** The share of this library in the 1 KiB that an ECM may leave behind on its whole path. */
class EcmgAllocationTest {
  private static final int ROUNDS = 2_000;
  private static final int ALLOWED_BYTES = 512;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final EcmgDecoder decoder = EcmgDecoder.atEcmg(Tolerance.STANDARD);
  private final byte[] out = new byte[256];
  private final byte[] even = new byte[8];
  private final byte[] odd = new byte[8];
  private int sum;

  @Test
  void decodingAProvisionAndEncodingItsResponseAllocatesLittle() {
    byte[] request =
        CwProvision.builder(2, 1, 2, 7)
            .cpDuration(100)
            .accessCriteria(new byte[4])
            .word(7, new byte[8])
            .word(8, new byte[8])
            .build()
            .pdu()
            .toByteArray();
    byte[] ecm = new byte[55];
    run(request, ecm); // loads the classes

    long before = threads.getCurrentThreadAllocatedBytes();
    run(request, ecm);
    long perEcm = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;

    assertThat(sum).isPositive();
    assertThat(perEcm).isPositive().isLessThanOrEqualTo(ALLOWED_BYTES);
  }

  private void run(byte[] request, byte[] ecm) {
    for (int i = 0; i < ROUNDS; i++) {
      CwProvision provision = (CwProvision) decoder.decode(request, 0, request.length);
      if (provision.hasWordsFor(1, 2) && provision.hasAccessCriteria()) {
        provision.copyWordOf(7, odd, 0);
        provision.copyWordOf(8, even, 0);
        provision.wipeControlWords();
        sum +=
            EcmResponse.of(
                    provision.version(),
                    provision.ecmChannelId(),
                    provision.ecmStreamId(),
                    provision.cpNumber(),
                    ecm)
                .pdu()
                .writeTo(out, 0);
      }
    }
  }
}
