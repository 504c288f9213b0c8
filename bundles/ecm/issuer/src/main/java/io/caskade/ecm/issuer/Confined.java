package io.caskade.ecm.issuer;

/**
 * What a profile made for one network and one lane. Used and closed on the lane's thread: closed
 * elsewhere, a call inside could go on under a wiped key.
 */
sealed interface Confined permits ConfinedWorker, ConfinedOpener {
  /** Wipes its key; never throws. */
  void close();
}
