package io.caskade.lib.simulcrypt.ecmg;

import java.nio.ByteBuffer;
import java.util.List;

/** Makes a message again from its typed values only. */
final class Rebuild {
  private Rebuild() {}

  static EcmgMessage of(EcmgMessage message) {
    int version = message.version();
    int channel = message.ecmChannelId();
    if (message instanceof ChannelSetup m) {
      return ChannelSetup.of(version, channel, m.superCasId());
    } else if (message instanceof ChannelTest) {
      return ChannelTest.of(version, channel);
    } else if (message instanceof ChannelStatus m) {
      return ChannelStatus.of(version, channel, m.terms());
    } else if (message instanceof ChannelClose) {
      return ChannelClose.of(version, channel);
    } else if (message instanceof ChannelError m) {
      return ChannelError.of(version, channel, m.errorStatus(), first(m.errorInformation()));
    }
    return stream(version, channel, (EcmgStreamMessage) message);
  }

  private static EcmgMessage stream(int version, int channel, EcmgStreamMessage message) {
    int stream = message.ecmStreamId();
    if (message instanceof StreamSetup m) {
      return StreamSetup.of(version, channel, stream, m.ecmId(), m.nominalCpDuration());
    } else if (message instanceof StreamTest) {
      return StreamTest.of(version, channel, stream);
    } else if (message instanceof StreamStatus m) {
      return StreamStatus.of(version, channel, stream, m.ecmId(), m.criteriaInEveryMessage());
    } else if (message instanceof StreamCloseRequest) {
      return StreamCloseRequest.of(version, channel, stream);
    } else if (message instanceof StreamCloseResponse) {
      return StreamCloseResponse.of(version, channel, stream);
    } else if (message instanceof StreamError m) {
      return StreamError.of(version, channel, stream, m.errorStatus(), first(m.errorInformation()));
    } else if (message instanceof EcmResponse m) {
      return EcmResponse.of(version, channel, stream, m.cpNumber(), bytes(m.ecmDatagram()));
    }
    CwProvision m = (CwProvision) message;
    CwProvision.Builder builder = CwProvision.builder(version, channel, stream, m.cpNumber());
    m.cwEncryption().ifPresent(builder::cwEncryption);
    m.combinations().forEach(builder::word);
    m.cpDuration().ifPresent(builder::cpDuration);
    m.accessCriteria().ifPresent(builder::accessCriteria);
    return builder.build();
  }

  private static byte[] first(List<ByteBuffer> values) {
    return values.isEmpty() ? new byte[0] : bytes(values.get(0));
  }

  private static byte[] bytes(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(0, bytes);
    return bytes;
  }
}
