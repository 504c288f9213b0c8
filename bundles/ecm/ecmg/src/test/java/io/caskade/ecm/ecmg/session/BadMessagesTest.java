package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Bad input: messages and parameters that are wrong in themselves, and errors of the SCS. */
class BadMessagesTest extends BadInput {
  @Test
  void lengthsThatDoNotAddUpGet0001() {
    mux.setUpChannel();
    mux.sendHex("0200020006000E00630007"); // parameter longer than its message
    channelError(0x0001);
    stillAlive();
  }

  @Test
  void anUndefinedVersionGets0002InOneThatIsDefined() {
    mux.sendHex("090001000E000E00020007000100040B000001");
    assertThat(channelError(0x0002).version()).isEqualTo(2);
    mux.sendHex("040001000E000E00020007000100040B000001");
    channelError(0x0002);
    mux.setUpChannel();
  }

  @Test
  void eachDefinedVersionIsAnsweredInKind() {
    for (int version : new int[] {1, 2, 3, 5}) {
      TestMux other = new TestMux().version(version);
      other.send(ChannelSetup.of(version, CHANNEL, TestMux.CAS));
      assertThat(other.answer(ChannelStatus.class).version()).isEqualTo(version);
      other.send(other.streamSetup(1, 120), other.provision(1, 0));
      assertThat(other.answer(StreamStatus.class).version()).isEqualTo(version);
      assertThat(other.answer(EcmResponse.class).version()).isEqualTo(version);
    }
  }

  @Test
  void anUnknownMessageTypeGets0003() {
    mux.setUpChannel();
    mux.sendHex("0200110013000100044a0000010003000200010002000100"); // an EMMG's channel_setup
    channelError(0x0003);
    stillAlive();
  }

  @Test
  void aMessageThatOnlyAnEcmgSendsGets0001() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(EcmResponse.of(2, CHANNEL, 1, 0, new byte[] {1}));
    assertThat(mux.answer(StreamError.class).errorStatus()).isEqualTo(0x0001);
    stillAlive();
  }

  @Test
  void aMessageLongerThanTheListenerWantsGets0004AndIsSkipped() {
    SessionRules rules = SessionRules.defaults();
    TestMux small =
        new TestMux(
            TestMux.settings()
                .with(
                    rules.with(
                        new SessionRules.Limits(
                            10,
                            10,
                            10,
                            1000,
                            1000,
                            rules.limits().pduTimeout(),
                            rules.limits().writeTimeout()))));
    small.setUpChannel();
    small.setUpStream(1);
    small.send(small.provision(1, 0, new byte[60_000]), small.provision(1, 1));
    assertThat(small.answer(ChannelError.class).errorStatus()).isEqualTo(0x0004);
    assertThat(small.answer(EcmResponse.class).cpNumber()).isEqualTo(1);
  }

  @Test
  void anUnknownParameterOfTheStandardsRangeGets000E() {
    mux.sendHex("0200010013000E00020007000100040B000001001A000178");
    assertThat(information(channelError(0x000E))).containsExactly(0x00, 0x1A);
  }

  @Test
  void anUnknownUserDefinedParameterIsIgnored() {
    mux.sendHex("0200010013000E00020007000100040B0000018001000178");
    mux.answer(ChannelStatus.class);
  }

  @Test
  void aWrongParameterLengthGets000F() {
    mux.sendHex("020001000D000E0002000700010003010203");
    channelError(0x000F);
  }

  @Test
  void aMissingParameterGets0010WithItsType() {
    mux.sendHex("0200010006000E00020007");
    assertThat(information(channelError(0x0010))).containsExactly(0x00, 0x01);
    mux.setUpChannel();
    mux.sendHex("0201010012000E00020007000F0002000100100002003C");
    StreamError error = mux.answer(StreamError.class);
    assertThat(error.errorStatus()).isEqualTo(0x0010);
    assertThat(error.ecmStreamId()).isEqualTo(1);
  }

  @Test
  void aParameterTwiceIsAnInvalidMessage() {
    mux.sendHex("0200010014000E00020007000E00020007000100040B000001");
    channelError(0x0001);
  }

  @Test
  void errorsFromTheScsAreNotAnswered() {
    mux.send(ChannelError.of(2, CHANNEL, EcmgErrorStatus.UNKNOWN_ERROR));
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(
        ChannelError.of(2, CHANNEL, EcmgErrorStatus.UNKNOWN_ERROR),
        StreamError.of(2, CHANNEL, 1, EcmgErrorStatus.UNKNOWN_ERROR),
        StreamError.of(2, CHANNEL, 99, EcmgErrorStatus.UNKNOWN_ERROR));
    mux.sendHex("0200050006000E00020007"); // channel_error without error_status
    mux.send(StreamStatus.of(2, CHANNEL, 1, OptionalInt.of(1), true));
    assertThat(mux.poll()).isNull();
    assertThat(mux.listener().counters().get(Counter.ERRORS_RECEIVED)).isEqualTo(4);
    stillAlive();
  }

  @Test
  void anUnrecoverableErrorFromTheScsClosesStreamOrChannel() {
    mux.setUpChannel();
    mux.setUpStream(1);
    mux.send(StreamError.of(2, CHANNEL, 1, EcmgErrorStatus.UNRECOVERABLE_ERROR));
    mux.send(mux.provision(1, 0));
    streamError(1, 0x0007);
    mux.send(ChannelError.of(2, CHANNEL, EcmgErrorStatus.UNRECOVERABLE_ERROR));
    mux.send(ChannelTest.of(2, CHANNEL));
    channelError(0x0006);
  }

  @Test
  void threeInvalidMessagesInARowCloseTheConnection() {
    mux.setUpChannel();
    for (int i = 0; i < 2; i++) {
      mux.sendHex("0200060000");
      channelError(0x0003);
    }
    stillAlive();
    for (int i = 0; i < 3; i++) {
      mux.sendHex("0200060000");
      channelError(0x0003);
    }
    assertThat(mux.isOpen()).isFalse();
  }

  @Test
  void aMuxWithAnOddStreamIsNotThrownOut() {
    mux.setUpChannel();
    mux.setUpStream(1);
    for (int i = 0; i < 10; i++) {
      mux.sendHex("0201020006000E00020007"); // stream_test without a stream
      assertThat(mux.answer(StreamError.class).errorStatus()).isEqualTo(0x0010);
    }
    stillAlive();
  }
}
