package io.caskade.receivers.cccam.pages;

/** What became of somebody who wants to see the pages. */
enum Permit {
  GRANTED,
  /** Wrong name, password or token. */
  REFUSED,
  /** The right password of somebody who may not see receivers of the whole head-end. */
  FORBIDDEN,
  /** Too many wrong tries. */
  LOCKED,
  /** Nobody can say who it is at the moment. */
  UNKNOWN
}
