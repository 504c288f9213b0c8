package io.caskade.lib.simulcrypt.emmg;

import java.nio.ByteBuffer;
import java.util.List;

/** Makes a message again from its typed values only. */
final class Rebuild {
  private Rebuild() {}

  static EmmgMessage of(EmmgMessage message) {
    int version = message.version();
    int client = message.clientId();
    if (message instanceof DataProvision m) {
      return data(version, client, m);
    } else if (message instanceof EmmgStreamMessage m) {
      return stream(version, client, m);
    }
    int channel = ((EmmgChannelMessage) message).dataChannelId();
    if (message instanceof ChannelSetup m) {
      return ChannelSetup.of(version, client, channel, m.form());
    } else if (message instanceof ChannelTest) {
      return ChannelTest.of(version, client, channel);
    } else if (message instanceof ChannelStatus m) {
      return ChannelStatus.of(version, client, channel, m.form());
    } else if (message instanceof ChannelError m) {
      return ChannelError.of(
          version, client, channel, m.errorStatus(), first(m.errorInformation()));
    }
    return ChannelClose.of(version, client, channel);
  }

  private static EmmgMessage stream(int version, int client, EmmgStreamMessage message) {
    int channel = message.dataChannelId();
    int stream = message.dataStreamId();
    if (message instanceof StreamSetup m) {
      return StreamSetup.of(version, client, channel, stream, m.dataId(), m.dataType());
    } else if (message instanceof StreamTest) {
      return StreamTest.of(version, client, channel, stream);
    } else if (message instanceof StreamStatus m) {
      return StreamStatus.of(version, client, channel, stream, m.dataId(), m.dataType());
    } else if (message instanceof StreamCloseRequest) {
      return StreamCloseRequest.of(version, client, channel, stream);
    } else if (message instanceof StreamCloseResponse) {
      return StreamCloseResponse.of(version, client, channel, stream);
    } else if (message instanceof StreamBwRequest m) {
      return StreamBwRequest.of(version, client, channel, stream, m.bandwidthKbit());
    } else if (message instanceof StreamBwAllocation m) {
      return StreamBwAllocation.of(version, client, channel, stream, m.bandwidthKbit());
    }
    StreamError m = (StreamError) message;
    return StreamError.of(
        version, client, channel, stream, m.errorStatus(), first(m.errorInformation()));
  }

  /** The builder makes the two forms that are sent; any other is given back as it is. */
  private static EmmgMessage data(int version, int client, DataProvision m) {
    DataProvision.Builder builder;
    if (m.dataChannelId().isPresent() && m.dataStreamId().isPresent()) {
      int channel = m.dataChannelId().getAsInt();
      int stream = m.dataStreamId().getAsInt();
      builder = DataProvision.overTcp(version, client, channel, stream, m.dataId());
    } else if (m.dataId().isPresent()) {
      builder = DataProvision.overUdp(version, client, m.dataId().getAsInt());
    } else {
      return m;
    }
    m.datagrams().forEach(datagram -> builder.datagram(bytes(datagram)));
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
