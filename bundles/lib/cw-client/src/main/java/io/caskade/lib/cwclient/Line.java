package io.caskade.lib.cwclient;

import java.io.Closeable;
import java.util.List;

/** A receiver's line to a control-word server. One thread. */
public interface Line extends Closeable {
  /**
   * Logs in.
   *
   * @return what the server says of itself, one sentence
   */
  String logIn() throws LineException;

  /** What may be asked for; empty when the protocol does not tell. */
  List<Offer> offers();

  /** Asks once. */
  Answer ask(Question question) throws LineException;

  /** Port of this end, by which the server's operator finds the client. */
  int localPort();

  @Override
  void close();

  /** A CAID with its providers. */
  record Offer(int caSystemId, List<Integer> providers) {
    public Offer {
      providers = List.copyOf(providers);
    }

    public boolean has(int provider) {
      return provider == 0 || providers.contains(provider);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("%04X".formatted(caSystemId));
      providers.forEach(provider -> text.append(' ').append("%06X".formatted(provider)));
      return text.toString();
    }
  }

  /** An ECM. */
  record Question(int caSystemId, int provider, int serviceId, EcmSection ecm) {}

  /** What came for it. */
  sealed interface Answer {
    /** Both words, even half first. */
    record Words(ControlWords both) implements Answer {}

    /** None; the text is the server's, usually empty. */
    record Nothing(String text) implements Answer {}
  }
}
