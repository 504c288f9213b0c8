package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.ecm.EcmRequest;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelClose;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Control words do not stay in memory longer than they are needed, nor do they get into texts. */
class SecretsTest {
  private final TestMux mux = new TestMux();

  SecretsTest() {
    mux.setUpChannel();
    mux.setUpStream(1);
  }

  @Test
  void whatWasReadIsOverwritten() {
    ByteBuf in = Unpooled.copiedBuffer(mux.provision(1, 4).pdu().toByteArray());
    mux.channel().writeInbound(in.retain());
    mux.answer(EcmResponse.class);
    assertThat(in.array()).containsOnly(0);
    assertThat(mux.loop().scratch()).containsOnly(0);
    in.release();
  }

  @Test
  void wordsAreDestroyedAfterTheAnswer() {
    mux.send(mux.provision(1, 4));
    assertDestroyed(mux.issuer().lastRequest());
  }

  @Test
  void wordsAreDestroyedAfterARefusal() {
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(5, new byte[] {1, 2, 3})
            .word(6, new byte[] {4, 5, 6})
            .build());
    mux.answer(StreamError.class);
    assertDestroyed(mux.issuer().lastRequest());
  }

  @Test
  void wordsThatWaitedAreDestroyedWhenTheyAreGivenUp() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4));
    mux.pass(Duration.ofMillis(450));
    mux.answer(StreamError.class);
    assertDestroyed(mux.issuer().lastRequest());
  }

  @Test
  void wordsThatWaitedAreDestroyedWithTheirChannel() {
    mux.issuer().available(false);
    mux.send(mux.provision(1, 4));
    mux.send(ChannelClose.of(2, TestMux.CHANNEL));
    assertDestroyed(mux.issuer().lastRequest());
  }

  @Test
  void facesDoNotShowWords() {
    byte[] secret = new byte[8];
    Arrays.fill(secret, (byte) 0xAB);
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(5, secret)
            .word(6, secret)
            .build());
    String shown =
        mux.listener().sessions().iterator().next().peer()
            + mux.listener().alarms().alarms().toString();
    assertThat(shown).contains("CONTROL_WORD_REPEATED").doesNotContainIgnoringCase("ABAB");
  }

  private static void assertDestroyed(EcmRequest request) {
    assertThat(request.words()).hasSize(2);
    request
        .words()
        .forEach(
            word ->
                assertThatThrownBy(() -> word.word().copyTo(new byte[8], 0))
                    .isInstanceOf(IllegalStateException.class));
  }
}
