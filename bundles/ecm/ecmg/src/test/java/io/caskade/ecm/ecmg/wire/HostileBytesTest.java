package io.caskade.ecm.ecmg.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.ecm.ecmg.session.SessionRules;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.StreamTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes: no exception, no memory that stays, and the next connection is served. */
class HostileBytesTest {

  @FuzzTest
  void anyBytes(byte[] bytes) {
    attack(bytes, bytes.length % 2 == 0);
  }

  @Property(tries = 400)
  void randomBytes(@ForAll byte[] bytes, @ForAll boolean lenient) {
    attack(bytes, lenient);
  }

  @Property(tries = 400)
  void goodMessagesWithDamage(@ForAll long seed, @ForAll boolean lenient) {
    Random random = new Random(seed);
    TestMux mux = mux(lenient);
    List<EcmgMessage> good = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      good.add(
          switch (random.nextInt(5)) {
            case 0 -> io.caskade.lib.simulcrypt.ecmg.ChannelSetup.of(2, 7, TestMux.CAS);
            case 1 -> mux.streamSetup(random.nextInt(3), 50);
            case 2 -> StreamTest.of(2, 7, random.nextInt(3));
            case 3 -> io.caskade.lib.simulcrypt.ecmg.ChannelClose.of(2, 7);
            default -> mux.provision(random.nextInt(3), random.nextInt(65536));
          });
    }
    for (EcmgMessage message : good) {
      byte[] bytes = message.pdu().toByteArray();
      if (random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (mux.isOpen()) {
        mux.send(bytes);
      }
    }
    check(mux);
  }

  private static void attack(byte[] bytes, boolean lenient) {
    TestMux mux = mux(lenient);
    mux.setUpChannel();
    mux.setUpStream(1);
    int half = bytes.length / 2;
    mux.send(java.util.Arrays.copyOf(bytes, half));
    if (mux.isOpen()) {
      mux.send(java.util.Arrays.copyOfRange(bytes, half, bytes.length));
    }
    check(mux);
  }

  private static void check(TestMux mux) {
    mux.channel().checkException();
    mux.answerTypes(); // each answer can be read
    mux.pass(Duration.ofMillis(100));
    mux.channel().close();
    assertThat(mux.listener().sessions()).isEmpty();
    assertThat(mux.listener().alarms().alarms()).isEmpty();
    TestMux next = new TestMux(mux);
    next.setUpChannel();
    next.channel().close();
  }

  private static TestMux mux(boolean lenient) {
    return lenient
        ? new TestMux(
            TestMux.settings()
                .with(SessionRules.defaults().with(SessionRules.SequenceTolerance.LENIENT)))
        : new TestMux();
  }
}
