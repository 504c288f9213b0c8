package io.caskade.store.jpa;

import io.caskade.tools.mariadb.MariaDbServer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests an empty {@link Rig}; each kind of database is made once per JVM, when wanted. */
abstract class Databases implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(Databases.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Rig.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).getOrComputeIfAbsent(getClass(), kind -> rig(context), Rig.class).empty();
  }

  abstract Rig rig(ExtensionContext context);

  static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(SPACE);
  }

  /** H2 in memory. */
  static final class H2Memory extends Databases {
    @Override
    Rig rig(ExtensionContext context) {
      return new Rig("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    }
  }

  /** H2 in a file under target/. */
  static final class H2File extends Databases {
    @Override
    Rig rig(ExtensionContext context) {
      Path file = Path.of("target", "h2", UUID.randomUUID().toString()).toAbsolutePath();
      return new Rig("jdbc:h2:file:" + file, "sa", "");
    }
  }

  /** A real MariaDB server under target/. */
  static final class MariaDb extends Databases {
    @Override
    Rig rig(ExtensionContext context) {
      return new Rig(server(context).url(), "root", "");
    }

    static MariaDbServer server(ExtensionContext context) {
      return store(context)
          .getOrComputeIfAbsent(MariaDbServer.class, type -> newServer(), MariaDbServer.class);
    }

    static MariaDbServer newServer() {
      try {
        return new MariaDbServer(
            Path.of("target", "mariadb", UUID.randomUUID().toString()), MariaDbServer.FOR_TESTS);
      } catch (Exception e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
