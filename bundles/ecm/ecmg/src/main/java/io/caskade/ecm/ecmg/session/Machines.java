package io.caskade.ecm.ecmg.session;

/**
 * The two state machines, as a listener follows them. Immutable, one pair serves all sessions.
 *
 * @param lenient the sequences of TVCAS3 pass
 */
public record Machines(boolean lenient, ChannelMachine channel, StreamMachine stream) {
  private static final Machines STANDARD = make(false);
  private static final Machines LENIENT = make(true);

  public static Machines of(boolean lenient) {
    return lenient ? LENIENT : STANDARD;
  }

  private static Machines make(boolean lenient) {
    return new Machines(lenient, new ChannelMachine(lenient), new StreamMachine(lenient));
  }
}
