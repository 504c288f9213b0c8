package io.caskade.cards.virtual.limit;

/**
 * The request counter of the old firmware, with all its quirks (tvcas3, chapter 5.1): counts ECMs
 * that are stamped at most five seconds after the one before, going by the lowest byte of the time
 * alone, and blocks for seven days above 240.
 */
public final class RequestCounter {
  private static final int MOST = 240;
  private static final int NEVER_COUNTED = 30;
  private static final int SOON = 5;
  private static final int BYTE = 0xFF;
  private static final long WORD = 0xFFFF_FFFFL;
  private static final long BLOCK_SECONDS = 604_800;

  private int counter;
  private Mode mode;
  private long mark;

  /** State byte of the card's memory. */
  public enum Mode {
    RUNNING,
    BLOCKED,
    /** Nothing is counted. The published program never sets it; an eraser does. */
    OFF
  }

  /**
   * What outlasts power.
   *
   * @param counter 0..241
   * @param mark running: lowest byte of the last time, plus 5; blocked: time of the block
   */
  public record State(int counter, Mode mode, long mark) {
    /** Of a card that has just been personalised. */
    public static final State FRESH = new State(0, Mode.RUNNING, 0);

    public State {
      if (counter < 0 || counter > MOST + 1 || mark < 0 || mark > WORD) {
        throw new IllegalArgumentException("no state of a request counter");
      }
    }
  }

  public RequestCounter(State state) {
    counter = state.counter();
    mode = state.mode();
    mark = state.mark();
  }

  /**
   * An ECM came, whatever will become of it.
   *
   * @param time of the ECM, 0..2^32-1
   * @return whether the counter lets it be opened
   */
  public boolean count(long time) {
    if (mode == Mode.BLOCKED) {
      // An unsigned difference: a time before the block releases at once.
      if ((time - mark & WORD) <= BLOCK_SECONDS) {
        return false;
      }
      counter = 0;
      mode = Mode.RUNNING;
      mark = (time & BYTE) + SOON & BYTE;
      return true;
    }
    if (mode == Mode.RUNNING) {
      run(time);
    }
    return mode != Mode.BLOCKED;
  }

  private void run(long time) {
    int low = (int) time & BYTE;
    if (low > NEVER_COUNTED && low <= mark) {
      counter++;
    } else if (counter > 0) {
      counter--;
    }
    mark = low + SOON & BYTE;
    if (counter > MOST) {
      mode = Mode.BLOCKED;
      mark = time;
    }
  }

  /** An EMM with protection switches a counter on that was off. */
  public void protect() {
    if (mode == Mode.OFF) {
      mode = Mode.RUNNING;
    }
  }

  public boolean blocked() {
    return mode == Mode.BLOCKED;
  }

  public State state() {
    return new State(counter, mode, mark);
  }
}
