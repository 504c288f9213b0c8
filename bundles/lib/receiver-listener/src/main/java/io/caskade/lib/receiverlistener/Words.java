package io.caskade.lib.receiverlistener;

import io.caskade.api.receivers.CwAnswer;

/** Control words in the order of the wire. */
public final class Words {
  private Words() {}

  /** Even, then odd: 16 bytes for DVB-CSA. The caller wipes them. */
  public static byte[] of(CwAnswer.Found found) {
    byte[] words = new byte[found.even().length() + found.odd().length()];
    found.even().copyTo(words, 0);
    found.odd().copyTo(words, found.even().length());
    return words;
  }
}
