package io.caskade.faces.console.commands;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A service of the head-end that answers what a test told it to and keeps what it was asked; a
 * question that nobody foresaw fails the test.
 */
public final class Fake<T> implements InvocationHandler {
  private final Class<T> type;
  private final Map<String, Function<List<Object>, Object>> answers = new LinkedHashMap<>();
  private final List<List<Object>> asked = new ArrayList<>();

  private Fake(Class<T> type) {
    this.type = type;
  }

  public static <T> Fake<T> of(Class<T> type) {
    return new Fake<>(type);
  }

  public Fake<T> on(String method, Function<List<Object>, Object> answer) {
    answers.put(method, answer);
    return this;
  }

  public Fake<T> on(String method, Object answer) {
    return on(method, arguments -> answer);
  }

  /** For a method that returns nothing. */
  public Fake<T> takes(String method) {
    return on(method, arguments -> null);
  }

  public T service() {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  /** The arguments of the last call. */
  public List<Object> last() {
    return asked.get(asked.size() - 1);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> proxy == given.get(0);
        case "hashCode" -> System.identityHashCode(proxy);
        default -> type.getSimpleName();
      };
    }
    Function<List<Object>, Object> answer = answers.get(method.getName());
    if (answer == null) {
      throw new AssertionError("nobody foresaw " + type.getSimpleName() + "." + method.getName());
    }
    asked.add(given);
    return answer.apply(given);
  }
}
