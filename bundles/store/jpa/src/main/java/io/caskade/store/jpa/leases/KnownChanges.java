package io.caskade.store.jpa.leases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The changes of the schema that this build brings, beside those that the database has. */
final class KnownChanges {
  private static final String CHANGELOG = "/io/caskade/store/jpa/changelog.sql";
  private static final String PREFIX = "--changeset caskade:";

  private final Set<String> ids;

  KnownChanges() {
    try (InputStream file =
            Objects.requireNonNull(KnownChanges.class.getResourceAsStream(CHANGELOG));
        var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      ids =
          reader
              .lines()
              .filter(line -> line.startsWith(PREFIX))
              .map(line -> line.substring(PREFIX.length()).split(" ", 2)[0])
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes of a newer build that the database has. */
  List<String> unknown(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select ID from DATABASECHANGELOG order by ORDEREXECUTED");
        ResultSet rows = select.executeQuery()) {
      var unknown = new ArrayList<String>();
      while (rows.next()) {
        if (!ids.contains(rows.getString(1))) {
          unknown.add(rows.getString(1));
        }
      }
      return unknown;
    }
  }
}
