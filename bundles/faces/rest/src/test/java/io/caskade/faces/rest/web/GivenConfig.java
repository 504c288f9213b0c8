package io.caskade.faces.rest.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as the framework hands them over: given ones, and defaults for the rest. */
final class GivenConfig {
  private GivenConfig() {}

  static WebConfig of(Map<String, Object> given) {
    return (WebConfig)
        Proxy.newProxyInstance(
            WebConfig.class.getClassLoader(),
            new Class<?>[] {WebConfig.class},
            (proxy, method, arguments) -> value(given, method));
  }

  private static Object value(Map<String, Object> given, Method method) {
    if (method.getName().equals("annotationType")) {
      Class<? extends Annotation> type = WebConfig.class;
      return type;
    }
    Object value = given.getOrDefault(method.getName(), method.getDefaultValue());
    if (value == null) {
      throw new UnsupportedOperationException(method.getName());
    }
    return value;
  }
}
