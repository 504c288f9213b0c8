package io.caskade.cards.virtual.limit;

/**
 * A service that went on from one crypto period to the next. Its progress is the length of all its
 * periods so far, in seconds, and the only clock there is.
 */
final class RunningService {
  private static final int LONGEST_PERIOD = 300;
  private static final int USUAL_PERIOD = 10;

  /** Where it stands among the running ones. */
  final int place;

  private final int[] progressWhenItWentOn;
  private final int[] progressWhenItBegan;
  private long current;
  private long next;
  private long time;
  private int period = USUAL_PERIOD;
  private int progress;
  private int begunAt;
  private long turn;
  private boolean refused;

  /**
   * @param time of the ECM of the period that was seen first
   * @param others how many may run at all
   */
  RunningService(int place, long time, int others) {
    this.place = place;
    this.time = time;
    progressWhenItWentOn = new int[others];
    progressWhenItBegan = new int[others];
  }

  /** Its next crypto period: the control words of that and of the one behind it. */
  void goOn(long ecmTime, long word, long following) {
    long length = ecmTime - time;
    if (length > 0) {
      period = (int) Math.min(length, LONGEST_PERIOD);
    }
    time = ecmTime;
    current = word;
    next = following;
    progress += period;
  }

  /** It is the youngest from now on. */
  void begin(long newTurn) {
    turn = newTurn;
    begunAt = progress;
    refused = false;
  }

  /** How far another was when this one began. */
  void markBeginning(RunningService other) {
    progressWhenItBegan[other.place] = other.progress;
  }

  /** How far another was when this one went on last. */
  void markProgress(RunningService other) {
    progressWhenItWentOn[other.place] = other.progress;
  }

  /** Another came to stand where one stood that is gone. */
  void forget(int otherPlace) {
    progressWhenItBegan[otherPlace] = 0;
    progressWhenItWentOn[otherPlace] = 0;
  }

  /** Seconds by which another went on since this one did. */
  int missed(RunningService other) {
    return other.progress - progressWhenItWentOn[other.place];
  }

  /** Seconds for which both went on since this one, the younger, began. */
  int beside(RunningService older) {
    return Math.min(progress - begunAt, older.progress - progressWhenItBegan[older.place]);
  }

  long current() {
    return current;
  }

  long next() {
    return next;
  }

  void expect(long following) {
    next = following;
  }

  /** Length of its last period in seconds, 1..300. */
  int period() {
    return period;
  }

  boolean isOlderThan(RunningService other) {
    return turn < other.turn;
  }

  boolean refused() {
    return refused;
  }

  void refuse(boolean now) {
    refused = now;
  }
}
