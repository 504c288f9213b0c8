package io.caskade.store.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A DataSource that notes what is sent to the database, and fails where a test wants it to. */
public final class Wiretap {
  /** Called around each execution and commit; the SQL of a commit is {@code commit}. */
  public interface Fault {
    /** Throws instead of the call. */
    default void before(String sql) throws SQLException {}

    /** Throws after the call was done. */
    default void after(String sql) throws SQLException {}
  }

  private final DataSource real;
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private volatile Fault fault = new Fault() {};

  public Wiretap(DataSource real) {
    this.real = real;
  }

  public DataSource source() {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = call(real, method, arguments);
          return result instanceof Connection connection ? tap(connection) : result;
        });
  }

  /** SQL of each execution since {@link #clear}, a batch counting once. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  public void clear() {
    sent.clear();
    fault = new Fault() {};
  }

  public void fail(Fault next) {
    fault = next;
  }

  private Connection tap(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit")) {
            return around("commit", () -> call(connection, method, arguments));
          }
          Object result = call(connection, method, arguments);
          if (result instanceof PreparedStatement statement) {
            return tap(PreparedStatement.class, statement, (String) arguments[0]);
          }
          return result instanceof Statement statement
              ? tap(Statement.class, statement, null)
              : result;
        });
  }

  private <S extends Statement> S tap(Class<S> type, S statement, @Nullable String prepared) {
    return proxy(
        type,
        (self, method, arguments) -> {
          if (!method.getName().startsWith("execute")) {
            return call(statement, method, arguments);
          }
          String sql = prepared == null ? (String) arguments[0] : prepared;
          sent.add(sql);
          return around(sql, () -> call(statement, method, arguments));
        });
  }

  private @Nullable Object around(String sql, Call call) throws Throwable {
    fault.before(sql);
    Object result = call.run();
    fault.after(sql);
    return result;
  }

  private interface Call {
    @Nullable Object run() throws Throwable;
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Wiretap.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
