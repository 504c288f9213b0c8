package io.caskade.ops.replica;

import java.util.concurrent.atomic.AtomicLong;

/** Totals since start. */
final class Figures {
  final AtomicLong rounds = new AtomicLong();
  final AtomicLong rows = new AtomicLong();
  final AtomicLong failures = new AtomicLong();
  final AtomicLong served = new AtomicLong();
}
