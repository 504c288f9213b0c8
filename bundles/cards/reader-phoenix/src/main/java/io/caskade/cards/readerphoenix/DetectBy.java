package io.caskade.cards.readerphoenix;

/** Which line tells that a card is in the reader. */
enum DetectBy {
  CTS,
  DSR,
  CD,
  NONE
}
