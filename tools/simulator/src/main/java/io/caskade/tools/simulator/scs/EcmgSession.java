package io.caskade.tools.simulator.scs;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgDecoded;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.EcmgProtocolError;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import io.caskade.lib.simulcrypt.ecmg.StreamTest;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client side of one connection: sets up channel and stream, answers tests (TS 103 197, clause
 * 5; simulcrypt chapter 4.3). No socket; confined to one thread.
 */
final class EcmgSession {
  private final EcmStream stream;
  private final Consumer<EcmgMessage> send;
  private final Consumer<EcmgEvent> events;
  private @Nullable ChannelStatus channel;
  private @Nullable StreamStatus opened;

  EcmgSession(EcmStream stream, Consumer<EcmgMessage> send, Consumer<EcmgEvent> events) {
    this.stream = stream;
    this.send = send;
    this.events = events;
  }

  /** The connection stands. */
  void connected() {
    send.accept(ChannelSetup.of(stream.version(), stream.channelId(), stream.superCasId().value()));
  }

  /**
   * Takes what the decoder made of a message.
   *
   * @return why the connection is of no use any more, or null
   */
  @Nullable String receive(EcmgDecoded decoded) {
    if (decoded instanceof EcmgProtocolError error) {
      error.answer().ifPresent(send);
      return null;
    }
    if (decoded instanceof ChannelStatus status) {
      channelOpen(status);
    } else if (decoded instanceof StreamStatus status) {
      streamOpen(status);
    } else if (decoded instanceof EcmResponse response) {
      events.accept(new EcmgEvent.Ecm(response.cpNumber(), octets(response.ecmDatagram())));
    } else if (decoded instanceof ChannelTest && channel != null) {
      send.accept(ChannelStatus.of(stream.version(), stream.channelId(), channel.terms()));
    } else if (decoded instanceof StreamTest && opened != null) {
      send.accept(status(opened));
    } else if (decoded instanceof ChannelError error) {
      return "channel_error " + text(error.errorStatus());
    } else if (decoded instanceof StreamError error) {
      return refused(error.errorStatus());
    }
    return null;
  }

  private void channelOpen(ChannelStatus status) {
    boolean first = channel == null;
    channel = status;
    if (first) {
      OptionalInt ecmId =
          stream.version() == 1 ? OptionalInt.empty() : OptionalInt.of(stream.streamId());
      send.accept(
          StreamSetup.of(
              stream.version(),
              stream.channelId(),
              stream.streamId(),
              ecmId,
              stream.nominalCpDuration()));
    }
  }

  private void streamOpen(StreamStatus status) {
    boolean first = opened == null;
    opened = status;
    if (first && channel != null) {
      ChannelTerms terms = channel.terms();
      events.accept(new EcmgEvent.Opened(terms, status.criteriaInEveryMessage()));
    }
  }

  private StreamStatus status(StreamStatus held) {
    return StreamStatus.of(
        stream.version(),
        stream.channelId(),
        stream.streamId(),
        held.ecmId(),
        held.criteriaInEveryMessage());
  }

  private @Nullable String refused(int errorStatus) {
    if (opened == null || errorStatus == EcmgErrorStatus.UNRECOVERABLE_ERROR.code()) {
      return "stream_error " + text(errorStatus);
    }
    events.accept(new EcmgEvent.Refused("stream_error " + text(errorStatus)));
    return null;
  }

  private static String text(int status) {
    String meaning = EcmgErrorStatus.of(status).map(EcmgErrorStatus::text).orElse("of the CAS");
    return String.format(Locale.ROOT, "0x%04X (%s)", status, meaning);
  }

  private static Octets octets(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return Octets.of(bytes);
  }
}
