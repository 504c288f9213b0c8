package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a mux sends that it should not (simulcrypt chapter 7): the error, and that the session goes
 * on.
 */
abstract class BadInput {
  static final int CHANNEL = TestMux.CHANNEL;

  final TestMux mux = new TestMux();

  void stillAlive() {
    mux.send(ChannelTest.of(2, CHANNEL));
    mux.answer(ChannelStatus.class);
    assertThat(mux.isOpen()).isTrue();
  }

  ChannelError channelError(int status) {
    ChannelError error = mux.answer(ChannelError.class);
    assertThat(error.errorStatus()).isEqualTo(status);
    return error;
  }

  StreamError streamError(int stream, int status) {
    StreamError error = mux.answer(StreamError.class);
    assertThat(error.errorStatus()).isEqualTo(status);
    assertThat(error.ecmStreamId()).isEqualTo(stream);
    return error;
  }

  static SessionRules.Limits limits(int channels, int streams) {
    SessionRules.Limits usual = SessionRules.Limits.defaults();
    return new SessionRules.Limits(
        usual.connections(),
        channels,
        streams,
        usual.messageBytes(),
        usual.criteriaBytes(),
        usual.pduTimeout(),
        usual.writeTimeout());
  }

  static byte[] information(ChannelError error) {
    return bytes(error.errorInformation().get(0));
  }

  static String text(ChannelError error) {
    return text(error.errorInformation().get(0));
  }

  static String text(ByteBuffer information) {
    return new String(bytes(information), StandardCharsets.US_ASCII);
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
