package io.caskade.ecm.ecmg.session;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What one listener's channels and streams did, for those who watch. Counting touches fields of the
 * channel and the stream only; reading takes no lock that a loop could meet. Memory is bounded
 * whatever a mux does. Any thread.
 */
public final class ListenerFigures {
  /** Networks and channels beyond these are counted together, under {@link #OTHER}. */
  static final int MOST_CHANNELS = 1_000;

  static final int MOST_NETWORKS = 100;

  /** Streams beyond these have no age of their own. */
  static final int MOST_STREAMS = 10_000;

  static final String OTHER = "other";

  /** A lenient listener opens channels before it is known where they lead. */
  static final String NO_NETWORK = "unknown";

  private static final double NANOS = 1e9;

  private final Map<String, LatencyHistogram> networks = new ConcurrentHashMap<>();
  private final Map<ChannelKey, ChannelFigures> channels = new ConcurrentHashMap<>();
  private final Set<StreamFigures> streams = ConcurrentHashMap.newKeySet();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

  private record ChannelKey(String network, String channel) {}

  /** The totals of a channel that was opened. */
  ChannelFigures channel(ChannelGrant grant) {
    String asked = grant.network().isEmpty() ? NO_NETWORK : grant.network();
    String network = networks.containsKey(asked) || networks.size() < MOST_NETWORKS ? asked : OTHER;
    LatencyHistogram answers = networks.computeIfAbsent(network, unused -> new LatencyHistogram());
    ChannelKey key = new ChannelKey(network, Integer.toString(grant.channelId()));
    ChannelKey used =
        channels.containsKey(key) || channels.size() < MOST_CHANNELS
            ? key
            : new ChannelKey(network, OTHER);
    return channels.computeIfAbsent(
        used, made -> new ChannelFigures(made.network(), made.channel(), answers));
  }

  /** A stream was opened; {@code now} in the loop's nanoseconds. */
  StreamFigures open(ChannelFigures channel, int streamId, long now) {
    StreamFigures stream = new StreamFigures(channel, streamId, now);
    channel.opened();
    streams.add(stream);
    return stream;
  }

  void close(StreamFigures stream) {
    if (streams.remove(stream)) {
      stream.channel().closed();
    }
  }

  /**
   * An error was sent.
   *
   * @param status error_status
   */
  void refused(int status) {
    refused.computeIfAbsent(name(status), unused -> new LongAdder()).increment();
  }

  private static String name(int status) {
    for (EcmgErrorStatus known : EcmgErrorStatus.values()) {
      if (known.code() == status) {
        return known.name().toLowerCase(Locale.ROOT);
      }
    }
    return OTHER;
  }

  /**
   * All of it.
   *
   * @param listener its name
   * @param now in the loops' nanoseconds
   */
  public List<MetricFamily> metrics(String listener, long now) {
    List<MetricFamily> all = new ArrayList<>();
    all.add(
        MetricFamily.gauge(
            "ecmg_streams",
            "Open ECM streams of a channel.",
            ofChannels(listener, ChannelFigures::openStreams)));
    all.add(
        MetricFamily.counter(
            "ecmg_provisions",
            "CW_provisions that came.",
            ofChannels(listener, ChannelFigures::provisions)));
    all.add(
        MetricFamily.counter(
            "ecmg_ecms",
            "CW_provisions that were answered by their ECM.",
            ofChannels(listener, ChannelFigures::ecms)));
    all.add(
        MetricFamily.counter(
            "ecmg_parked",
            "CW_provisions that had to wait for a profile.",
            ofChannels(listener, ChannelFigures::parkedTotal)));
    all.add(
        MetricFamily.counter(
            "ecmg_refused", "Errors that were sent, by their error_status.", refused(listener)));
    all.add(
        MetricFamily.histogram(
            "ecmg_answer_seconds",
            "From the arrival of a CW_provision to its ECM_response.",
            answers(listener)));
    all.addAll(ages(listener, now));
    return all;
  }

  private List<Sample> ofChannels(String listener, ToDoubleFunction<ChannelFigures> figure) {
    List<Sample> samples = new ArrayList<>();
    for (ChannelFigures channel : channels.values()) {
      samples.add(
          Sample.of(
              Map.of(
                  "listener", listener,
                  "network", channel.network(),
                  "channel", channel.channel()),
              figure.applyAsDouble(channel)));
    }
    return samples;
  }

  private List<Sample> refused(String listener) {
    List<Sample> samples = new ArrayList<>();
    refused.forEach(
        (status, number) ->
            samples.add(Sample.of(Map.of("listener", listener, "status", status), number.sum())));
    return samples;
  }

  private List<Sample> answers(String listener) {
    List<Sample> samples = new ArrayList<>();
    networks.forEach(
        (network, times) ->
            samples.add(
                new Sample(Map.of("listener", listener, "network", network), times.reading())));
    return samples;
  }

  private List<MetricFamily> ages(String listener, long now) {
    List<Sample> samples = new ArrayList<>();
    long unlisted = 0;
    double oldest = 0;
    for (StreamFigures stream : streams) {
      double age = stream.age(now) / NANOS;
      oldest = Math.max(oldest, age);
      if (samples.size() < MOST_STREAMS) {
        samples.add(Sample.of(labels(listener, stream), age));
      } else {
        unlisted++;
      }
    }
    Map<String, String> own = Map.of("listener", listener);
    return List.of(
        MetricFamily.gauge(
            "ecmg_stream_provision_age_seconds",
            "Time since the last CW_provision of a stream, or since it was opened.",
            samples),
        MetricFamily.gauge(
            "ecmg_oldest_provision_age_seconds",
            "The largest of these ages, over all streams.",
            List.of(Sample.of(own, oldest))),
        MetricFamily.gauge(
            "ecmg_streams_unlisted",
            "Open streams beyond the first " + MOST_STREAMS + ", which show no age of their own.",
            List.of(Sample.of(own, unlisted))));
  }

  private static Map<String, String> labels(String listener, StreamFigures stream) {
    return Map.of(
        "listener", listener,
        "network", stream.channel().network(),
        "channel", stream.channel().channel(),
        "stream", Integer.toString(stream.id()));
  }
}
