package io.caskade.emm.carousel;

import java.util.NoSuchElementException;

/**
 * First in, first out, of cards with the ticket of their place and a time, in primitive arrays: 16
 * bytes for each place.
 */
final class TicketQueue {
  private static final int SMALLEST = 16;

  private int[] serials = new int[SMALLEST];
  private int[] tickets = new int[SMALLEST];
  private long[] times = new long[SMALLEST];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Bytes of the arrays. */
  long bytes() {
    return 16L * serials.length;
  }

  void add(int serial, int ticket, long time) {
    if (size == serials.length) {
      resize(size * 2);
    }
    int at = head + size & serials.length - 1;
    serials[at] = serial;
    tickets[at] = ticket;
    times[at] = time;
    size++;
  }

  int serial() {
    return serials[first()];
  }

  int ticket() {
    return tickets[first()];
  }

  long time() {
    return times[first()];
  }

  void remove() {
    head = first() + 1 & serials.length - 1;
    size--;
    if (serials.length > SMALLEST && size * 8 < serials.length) {
      resize(serials.length / 2);
    }
  }

  private int first() {
    if (size == 0) {
      throw new NoSuchElementException();
    }
    return head;
  }

  private void resize(int length) {
    int[] newSerials = new int[length];
    int[] newTickets = new int[length];
    long[] newTimes = new long[length];
    for (int i = 0; i < size; i++) {
      int from = head + i & serials.length - 1;
      newSerials[i] = serials[from];
      newTickets[i] = tickets[from];
      newTimes[i] = times[from];
    }
    serials = newSerials;
    tickets = newTickets;
    times = newTimes;
    head = 0;
  }
}
