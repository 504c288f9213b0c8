package io.caskade.faces.rest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Seams of which a test gives the methods that it needs; any other call fails the test. */
final class Fakes {
  private Fakes() {}

  /** What a method does. */
  interface Act {
    Object act(Object[] arguments) throws Exception;
  }

  static <T> T of(Class<T> seam, Map<String, Act> acts) {
    return seam.cast(
        Proxy.newProxyInstance(
            seam.getClassLoader(),
            new Class<?>[] {seam},
            (proxy, method, arguments) -> {
              Act act = acts.get(method.getName());
              if (act == null) {
                throw new AssertionError("nobody expects " + method);
              }
              try {
                return act.act(arguments == null ? new Object[0] : arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
