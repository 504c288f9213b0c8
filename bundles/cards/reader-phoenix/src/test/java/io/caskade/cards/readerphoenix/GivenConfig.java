package io.caskade.cards.readerphoenix;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A configuration in which only some settings are given; the others have their defaults. */
final class GivenConfig {
  private GivenConfig() {}

  static PhoenixConfig of(Map<String, ?> given) {
    return (PhoenixConfig)
        Proxy.newProxyInstance(
            PhoenixConfig.class.getClassLoader(),
            new Class<?>[] {PhoenixConfig.class},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Annotation.class
                    ? PhoenixConfig.class
                    : given.containsKey(method.getName())
                        ? given.get(method.getName())
                        : method.getDefaultValue());
  }
}
