package io.caskade.tools.simulator.mux;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.emmg.ChannelClose;
import io.caskade.lib.simulcrypt.emmg.ChannelError;
import io.caskade.lib.simulcrypt.emmg.ChannelSetup;
import io.caskade.lib.simulcrypt.emmg.ChannelStatus;
import io.caskade.lib.simulcrypt.emmg.ChannelTest;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.simulcrypt.emmg.EmmgChannelMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoded;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgMessage;
import io.caskade.lib.simulcrypt.emmg.EmmgProtocolError;
import io.caskade.lib.simulcrypt.emmg.EmmgStreamMessage;
import io.caskade.lib.simulcrypt.emmg.StreamBwAllocation;
import io.caskade.lib.simulcrypt.emmg.StreamBwRequest;
import io.caskade.lib.simulcrypt.emmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.emmg.StreamCloseResponse;
import io.caskade.lib.simulcrypt.emmg.StreamError;
import io.caskade.lib.simulcrypt.emmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.StreamStatus;
import io.caskade.lib.simulcrypt.emmg.StreamTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The MUX side of one connection with an EMMG (TS 103 197, clause 6; simulcrypt chapter 6). No
 * socket. Messages come from the connection's thread, a change of the limit from another one: each
 * call holds the session's lock.
 */
final class MuxSession {
  private static final int MOST_STREAMS = 16;
  private static final int MOST_ERRORS_IN_ROW = 3;

  /** data_type 2 is reserved for ECMs, which come from nowhere but the ECMG. */
  private static final int LAST_DATA_TYPE = StreamSetup.PRIVATE_DATA;

  private final EmmIntake intake;
  private final Consumer<EmmgMessage> send;
  private final Map<Integer, Stream> streams = new HashMap<>();
  private @Nullable ChannelSetup channel;
  private int errorsInRow;

  /**
   * @param requestedKbit what the EMMG asked for, empty before it asked
   */
  private record Stream(StreamSetup setup, OptionalInt requestedKbit) {
    Optional<OpenStreams.Name> name() {
      return setup.dataId().isPresent()
          ? Optional.of(new OpenStreams.Name(setup.clientId(), setup.dataId().getAsInt()))
          : Optional.empty();
    }
  }

  /**
   * @param send puts a message on the wire
   */
  MuxSession(EmmIntake intake, Consumer<EmmgMessage> send) {
    this.intake = intake;
    this.send = send;
  }

  /** Takes what the decoder made of a message; false when the connection is to be closed. */
  synchronized boolean receive(EmmgDecoded decoded) {
    if (decoded instanceof EmmgProtocolError error) {
      return refuse(error);
    }
    errorsInRow = 0;
    if (decoded instanceof ChannelSetup setup) {
      openChannel(setup);
    } else if (decoded instanceof EmmgChannelMessage message) {
      aboutChannel(message);
    } else if (decoded instanceof EmmgStreamMessage message) {
      aboutStream(message);
    } else if (decoded instanceof DataProvision provision) {
      data(provision);
    }
    return true;
  }

  private boolean refuse(EmmgProtocolError error) {
    if (error.isEmptyDataProvision()) {
      return true;
    }
    intake.error();
    error.answer().ifPresent(send);
    errorsInRow++;
    return errorsInRow < MOST_ERRORS_IN_ROW;
  }

  private void openChannel(ChannelSetup setup) {
    ChannelSetup present = channel;
    if (present != null) {
      boolean same = present.dataChannelId() == setup.dataChannelId();
      refuse(
          setup, same ? EmmgErrorStatus.DATA_CHANNEL_ID_IN_USE : EmmgErrorStatus.TOO_MANY_CHANNELS);
      return;
    }
    channel = setup;
    send.accept(status(setup));
  }

  private static ChannelStatus status(ChannelSetup setup) {
    return ChannelStatus.of(setup.version(), setup.clientId(), setup.dataChannelId(), setup.form());
  }

  private void aboutChannel(EmmgChannelMessage message) {
    if (message instanceof ChannelError || message instanceof ChannelStatus) {
      return; // an error is never answered, and we ask for no status
    }
    ChannelSetup present = channel;
    Optional<EmmgErrorStatus> wrong =
        wrongChannel(message.version(), message.clientId(), message.dataChannelId());
    if (wrong.isPresent() || present == null) {
      refuse(message, wrong.orElse(EmmgErrorStatus.UNKNOWN_DATA_CHANNEL_ID));
    } else if (message instanceof ChannelTest) {
      send.accept(status(present));
    } else if (message instanceof ChannelClose) {
      closed();
    }
  }

  private Optional<EmmgErrorStatus> wrongChannel(int version, int clientId, int channelId) {
    ChannelSetup present = channel;
    if (present == null || present.dataChannelId() != channelId) {
      return Optional.of(EmmgErrorStatus.UNKNOWN_DATA_CHANNEL_ID);
    }
    if (present.clientId() != clientId) {
      return Optional.of(EmmgErrorStatus.UNKNOWN_CLIENT_ID);
    }
    return present.version() == version
        ? Optional.empty()
        : Optional.of(EmmgErrorStatus.UNSUPPORTED_PROTOCOL_VERSION);
  }

  private void aboutStream(EmmgStreamMessage message) {
    if (message instanceof StreamError || message instanceof StreamStatus) {
      return;
    }
    Optional<EmmgErrorStatus> wrong =
        wrongChannel(message.version(), message.clientId(), message.dataChannelId());
    if (wrong.isPresent()) {
      refuse(message, wrong.get());
      return;
    }
    if (message instanceof StreamSetup setup) {
      openStream(setup);
      return;
    }
    Stream stream = streams.get(message.dataStreamId());
    if (stream == null) {
      refuse(message, EmmgErrorStatus.UNKNOWN_DATA_STREAM_ID);
    } else if (message instanceof StreamTest) {
      send.accept(status(stream.setup()));
    } else if (message instanceof StreamBwRequest request) {
      allocate(stream, request);
    } else if (message instanceof StreamCloseRequest) {
      forget(stream);
      send.accept(
          StreamCloseResponse.of(
              message.version(),
              message.clientId(),
              message.dataChannelId(),
              message.dataStreamId()));
    }
  }

  private void openStream(StreamSetup setup) {
    Stream stream = new Stream(setup, OptionalInt.empty());
    if (streams.containsKey(setup.dataStreamId())) {
      refuse(setup, EmmgErrorStatus.DATA_STREAM_ID_IN_USE);
    } else if (streams.size() == MOST_STREAMS) {
      refuse(setup, EmmgErrorStatus.TOO_MANY_STREAMS_ON_CHANNEL);
    } else if (setup.dataType() > LAST_DATA_TYPE) {
      refuse(setup, EmmgErrorStatus.INVALID_PARAMETER_VALUE);
    } else if (stream.name().isPresent() && !intake.streams().open(stream.name().get(), form())) {
      refuse(setup, EmmgErrorStatus.DATA_ID_IN_USE);
    } else {
      streams.put(setup.dataStreamId(), stream);
      send.accept(status(setup));
    }
  }

  private static StreamStatus status(StreamSetup setup) {
    return StreamStatus.of(
        setup.version(),
        setup.clientId(),
        setup.dataChannelId(),
        setup.dataStreamId(),
        setup.dataId(),
        setup.dataType());
  }

  private SectionTspktFlag form() {
    return channel == null ? SectionTspktFlag.SECTIONS : channel.form();
  }

  private void allocate(Stream stream, StreamBwRequest request) {
    Stream asked = stream;
    if (request.bandwidthKbit().isPresent()) {
      asked = new Stream(stream.setup(), request.bandwidthKbit());
      streams.put(request.dataStreamId(), asked);
    }
    sendAllocation(asked);
  }

  private void sendAllocation(Stream stream) {
    int limit = intake.limitKbit();
    int allowed = Math.min(stream.requestedKbit().orElse(limit), limit);
    StreamSetup setup = stream.setup();
    send.accept(
        StreamBwAllocation.of(
            setup.version(),
            setup.clientId(),
            setup.dataChannelId(),
            setup.dataStreamId(),
            OptionalInt.of(allowed)));
  }

  /** Tells every stream that asked before what it may send from now on. */
  synchronized void limitChanged() {
    streams.values().stream()
        .filter(stream -> stream.requestedKbit().isPresent())
        .forEach(this::sendAllocation);
  }

  private void data(DataProvision provision) {
    int channelId = provision.dataChannelId().orElse(channel == null ? 0 : channel.dataChannelId());
    Optional<EmmgErrorStatus> wrong =
        wrongChannel(provision.version(), provision.clientId(), channelId);
    Optional<Stream> stream = streamOf(provision);
    if (wrong.isEmpty() && stream.isEmpty()) {
      wrong =
          Optional.of(
              provision.dataStreamId().isPresent()
                  ? EmmgErrorStatus.UNKNOWN_DATA_STREAM_ID
                  : EmmgErrorStatus.UNKNOWN_DATA_ID);
    }
    if (wrong.isEmpty() && otherDataId(provision, stream.get())) {
      wrong = Optional.of(EmmgErrorStatus.UNKNOWN_DATA_ID);
    }
    if (wrong.isEmpty()) {
      wrong = intake.take(provision, form());
    }
    if (wrong.isPresent()) {
      intake.error();
      send.accept(
          StreamError.of(
              provision.version(),
              provision.clientId(),
              channelId,
              provision.dataStreamId().orElse(0),
              wrong.get()));
    }
  }

  private Optional<Stream> streamOf(DataProvision provision) {
    if (provision.dataStreamId().isPresent()) {
      return Optional.ofNullable(streams.get(provision.dataStreamId().getAsInt()));
    }
    return streams.values().stream()
        .filter(stream -> stream.setup().dataId().equals(provision.dataId()))
        .findFirst();
  }

  private static boolean otherDataId(DataProvision provision, Stream stream) {
    return provision.dataId().isPresent()
        && stream.setup().dataId().isPresent()
        && !provision.dataId().equals(stream.setup().dataId());
  }

  private void refuse(EmmgChannelMessage message, EmmgErrorStatus status) {
    intake.error();
    send.accept(
        ChannelError.of(message.version(), message.clientId(), message.dataChannelId(), status));
  }

  private void refuse(EmmgStreamMessage message, EmmgErrorStatus status) {
    intake.error();
    send.accept(
        StreamError.of(
            message.version(),
            message.clientId(),
            message.dataChannelId(),
            message.dataStreamId(),
            status));
  }

  private void forget(Stream stream) {
    stream.name().ifPresent(intake.streams()::close);
    streams.remove(stream.setup().dataStreamId());
  }

  /** The channel or the connection is gone: its names are free again. */
  synchronized void closed() {
    streams.values().forEach(stream -> stream.name().ifPresent(intake.streams()::close));
    streams.clear();
    channel = null;
  }
}
