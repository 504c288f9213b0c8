package io.caskade.emm.emmg.session;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.emmg.ChannelClose;
import io.caskade.lib.simulcrypt.emmg.ChannelSetup;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.ChannelTest;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import io.caskade.lib.simulcrypt.emmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.emmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import java.util.OptionalInt;

/** What an EMMG says about itself, its channel and its stream (TS 103 197, 6.2). */
final class ClientMessages {
  private final OutputSettings settings;
  private final int version;
  private final int client;
  private final int channel;
  private final int stream;

  ClientMessages(OutputSettings settings) {
    this.settings = settings;
    this.version = settings.version();
    this.client = settings.ids().clientId();
    this.channel = settings.ids().channel();
    this.stream = settings.ids().stream();
  }

  Pdu channelSetup() {
    return ChannelSetup.of(version, client, channel, settings.form()).pdu();
  }

  Pdu channelStatus() {
    return ChannelStatus.of(version, client, channel, settings.form()).pdu();
  }

  Pdu channelTest() {
    return ChannelTest.of(version, client, channel).pdu();
  }

  Pdu channelClose() {
    return ChannelClose.of(version, client, channel).pdu();
  }

  Pdu streamSetup() {
    return StreamSetup.of(version, client, channel, stream, settings.dataId(), StreamSetup.EMM)
        .pdu();
  }

  Pdu streamStatus() {
    return StreamStatus.of(version, client, channel, stream, settings.dataId(), StreamSetup.EMM)
        .pdu();
  }

  Pdu bandwidthRequest() {
    OptionalInt wanted = OptionalInt.of(settings.bandwidthKbit());
    return StreamBwRequest.of(version, client, channel, stream, wanted).pdu();
  }

  Pdu streamCloseRequest() {
    return StreamCloseRequest.of(version, client, channel, stream).pdu();
  }
}
