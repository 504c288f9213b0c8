package io.caskade.receivers.edge.core;

import java.util.concurrent.atomic.LongAdder;

/** What became of the questions to one core since the start. Any thread. */
final class CoreFigures {
  final LongAdder asked = new LongAdder();
  final LongAdder opened = new LongAdder();
  final LongAdder refused = new LongAdder();

  /** Without an answer within its share of the time-out. */
  final LongAdder missed = new LongAdder();

  final LongAdder logIns = new LongAdder();
}
