package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bad input: control words and access criteria that no ECM can be made of. */
class BadProvisionsTest extends BadInput {
  @Test
  void accessCriteriaOf60KilobytesSurvive() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 0, new byte[60_000]));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isZero();
  }

  @Test
  void oneOrThreeControlWordsGet000B() {
    mux.setUpChannel();
    mux.setUpStream(1);
    CwProvision.Builder one =
        CwProvision.builder(2, CHANNEL, 1, 5).accessCriteria(new byte[4]).word(5, new byte[8]);
    mux.send(one.build());
    streamError(1, 0x000B);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(5, mux.word(5))
            .word(6, mux.word(6))
            .word(7, mux.word(7))
            .build());
    streamError(1, 0x000B);
    mux.send(mux.provision(1, 5));
    mux.answer(EcmResponse.class);
  }

  @Test
  void controlWordsOfOtherPeriodsGet000B() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(4000, mux.word(1))
            .word(4001, mux.word(2))
            .build());
    streamError(1, 0x000B);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(5, mux.word(5))
            .word(5, mux.word(5))
            .build());
    streamError(1, 0x000B);
  }

  @Test
  void theCryptoPeriodAfter65535Is0() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 65535));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(65535);
  }

  @Test
  void aControlWordLengthThatDoesNotFitGets000FWithTheSentence() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(provisionOf(new byte[5], new byte[5]));
    StreamError error = streamError(1, 0x000F);
    assertThat(text(error.errorInformation().get(0))).contains("5 bytes");
    mux.send(provisionOf(new byte[3000], new byte[3000]));
    streamError(1, 0x000F);
  }

  @Test
  void controlWordsOf16BytesAreCarried() {
    mux.setUpChannel();
    mux.setUpStream(1);
    byte[] first = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    byte[] second = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    mux.send(provisionOf(first, second));
    ByteBuffer ecm = mux.answer(EcmResponse.class).ecmDatagram();
    byte[] section = new byte[ecm.remaining()];
    ecm.get(section);
    assertThat(section).containsSubsequence(first).containsSubsequence(second);
  }

  @Test
  void encryptedControlWordsGet0011WithTheParameter() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(
        CwProvision.builder(2, CHANNEL, 1, 5)
            .cwEncryption(new byte[] {1})
            .accessCriteria(new byte[4])
            .word(5, mux.word(5))
            .word(6, mux.word(6))
            .build());
    StreamError error = streamError(1, 0x0011);
    assertThat(bytes(error.errorInformation().get(0))).containsExactly(0x00, 0x18);
  }

  @Test
  void missingAccessCriteriaGetTheProfilesErrorOrTheDefault() {
    mux.setUpChannel();
    mux.setUpStream(1);
    CwProvision bare = provisionWithoutCriteria(mux, 5);
    mux.send(bare);
    streamError(1, 0x0010);

    SessionRules rules =
        SessionRules.defaults()
            .with(io.caskade.api.base.AccessCriteria.of(new byte[] {0, 0, 0, 9}));
    TestMux other = new TestMux(TestMux.settings().with(rules));
    other.setUpChannel();
    other.setUpStream(1);
    other.send(provisionWithoutCriteria(other, 5));
    assertThat(bytes(other.answer(EcmResponse.class).ecmDatagram())).endsWith(0, 0, 0, 9);
  }

  @Test
  void accessCriteriaAreRememberedPerStream() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.setUpStream(2);
    mux.send(mux.provision(1, 5, new byte[] {0, 0, 0, 4}));
    mux.answer(EcmResponse.class);
    mux.send(provisionWithoutCriteria(mux, 6));
    assertThat(bytes(mux.answer(EcmResponse.class).ecmDatagram())).endsWith(0, 0, 0, 4);
    mux.send(
        CwProvision.builder(2, CHANNEL, 2, 5).word(5, mux.word(5)).word(6, mux.word(6)).build());
    streamError(2, 0x0010);
  }

  @Test
  void moreAccessCriteriaThanOneConnectionMayKeepGet000C() {
    mux.setUpChannel();
    int streams = (16 << 20) / 60_000 + 1;
    for (int stream = 1; stream <= streams; stream++) {
      mux.setUpStream(stream);
      mux.send(mux.provision(stream, 0, new byte[60_000]));
      if (stream < streams) {
        mux.answer(EcmResponse.class);
      }
    }
    streamError(streams, 0x000C);
    mux.send(StreamCloseRequest.of(2, CHANNEL, 1));
    mux.answer(StreamCloseResponse.class);
    mux.send(mux.provision(streams, 0, new byte[60_000]));
    mux.answer(EcmResponse.class);
  }

  @Test
  void aProfileThatThrowsGets7000AndTheSessionGoesOn() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.issuer().broken(true);
    mux.send(mux.provision(1, 0));
    streamError(1, 0x7000);
    mux.issuer().broken(false);
    mux.send(mux.provision(1, 1));
    mux.answer(EcmResponse.class);
  }

  @Test
  void answersComeInTheOrderOfTheRequests() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(mux.provision(1, 0), mux.provision(1, 1), ChannelTest.of(2, CHANNEL));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isZero();
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(1);
    mux.answer(ChannelStatus.class);
  }

  private static CwProvision provisionOf(byte[] first, byte[] second) {
    return CwProvision.builder(2, CHANNEL, 1, 5)
        .accessCriteria(new byte[4])
        .word(5, first)
        .word(6, second)
        .build();
  }

  private static CwProvision provisionWithoutCriteria(TestMux mux, int cp) {
    return CwProvision.builder(2, CHANNEL, 1, cp)
        .word(cp, mux.word(cp))
        .word(cp + 1, mux.word(cp + 1))
        .build();
  }
}
