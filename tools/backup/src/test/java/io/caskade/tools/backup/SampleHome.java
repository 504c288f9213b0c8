package io.caskade.tools.backup;

import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.keys.crypto.Pkcs12Vault;
import io.caskade.keys.crypto.VaultFiles;
import io.caskade.store.jpa.gate.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A home with a vault and a database of H2, as a stopped head-end leaves it. */
record SampleHome(Path folder) {
  static SampleHome make(Path folder, SchemaLevel schema, String... statements) throws Exception {
    fresh(folder);
    Pkcs12Vault.open(
            new VaultFiles(folder.resolve("etc/vault.p12"), folder.resolve("etc/vault.password")),
            new SecureRandom(),
            () -> {})
        .close();
    var home = new SampleHome(folder);
    HomeDatabase database =
        HomeDatabase.of(folder, folder.resolve("etc").resolve(HomeDatabase.FILE));
    new Migration(ZoneOffset.UTC, InstantSource.system()).update(database.source(), schema);
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
    return home;
  }

  /** As the build unpacks it. */
  static void fresh(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    for (Path etc : List.of(folder.resolve("etc"), folder.resolve(".caskade/etc"))) {
      Files.createDirectories(etc);
      Files.writeString(
          etc.resolve(HomeDatabase.FILE),
          "url = jdbc:h2:patient:${karaf.data}/db/caskade\nuser = sa\npassword =\n");
      Files.writeString(etc.resolve("system.properties"), "of the build");
      Files.writeString(etc.resolve("io.caskade.web.cfg"), "port = 8080");
      Files.writeString(etc.resolve("io.caskade.ecmg-main.cfg"), "port = 42000");
    }
  }

  List<String> rows(String sql) throws SQLException, IOException {
    var rows = new ArrayList<String>();
    try (Connection connection = new Home(folder).database().source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
