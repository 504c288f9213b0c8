package io.caskade.ecm.issuer;

import io.caskade.api.base.CaskadeException;

/**
 * Text of what went wrong inside a profile. An exception itself is never kept, nor handed to a log
 * that may keep it: it pins the profile's class loader.
 */
final class Fault {
  private Fault() {}

  /** Class, message and place: for calls that see no secret. */
  static String text(Throwable fault) {
    return fault instanceof CaskadeException
        ? String.valueOf(fault.getMessage())
        : fault + place(fault);
  }

  /** Class and place without the message, which on the ECM path could hold a control word. */
  static String bareText(Throwable fault) {
    return fault.getClass().getName() + place(fault);
  }

  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}
