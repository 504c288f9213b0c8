package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.Password;
import io.caskade.rights.management.ChangeIds;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first administrator and the first token, from what the first start wrote into {@code
 * etc/initial-credentials.properties}. Done once, when somebody knocks and the store knows no
 * account and no token.
 */
final class FirstAccess {
  private static final Logger LOG = LoggerFactory.getLogger(FirstAccess.class);
  private static final Actor HEAD_END = new Actor("head-end", "first start");

  private final Path credentials;
  private final AccessRows rows;
  private final PasswordCheck passwords;
  private final ChangeIds ids;
  private volatile boolean done;

  FirstAccess(Path credentials, AccessRows rows, PasswordCheck passwords, ChangeIds ids) {
    this.credentials = credentials;
    this.rows = rows;
    this.passwords = passwords;
    this.ids = ids;
  }

  /**
   * Returns at once when it was done. While the database is away nothing happens: who was known
   * stays known.
   */
  void ensure() {
    if (done) {
      return;
    }
    try {
      make();
      done = true;
    } catch (CaskadeException e) {
      if (e.code() != ErrorCode.DATABASE_UNAVAILABLE && e.code() != ErrorCode.RECORD_EXISTS) {
        throw e;
      }
    }
  }

  private synchronized void make() {
    RecordFilter any = RecordFilter.page(Optional.empty(), 1);
    if (!rows.accounts(any).isEmpty() || !rows.tokens(any).isEmpty()) {
      return;
    }
    Properties written = read();
    String password = written.getProperty("admin.password", "");
    String token = written.getProperty("api.token", "");
    if (password.isEmpty() || token.isEmpty()) {
      LOG.warn(
          "There is no account yet and {} does not name a first one: make it with cas:user-add",
          credentials);
      return;
    }
    add(account(written.getProperty("admin.user", "admin"), password));
    add(token(token));
    LOG.info("The first administrator and token of {} are known now", credentials);
  }

  private void add(StoredRecord record) {
    rows.write(ids.next(), HEAD_END, "ADD", null, record, Map.of());
  }

  private Account account(String login, String text) {
    var password = new Password(text);
    try {
      return Accounts.made(
          login,
          "Administrator",
          Role.ADMINISTRATOR,
          Set.of(),
          OptionalInt.empty(),
          passwords.hash(password),
          false,
          rows.now());
    } finally {
      password.destroy();
    }
  }

  private ApiToken token(String text) {
    var token = new BearerToken(text);
    try {
      TokenText kept =
          TokenText.read(token)
              .orElseThrow(
                  () ->
                      new CaskadeException(
                          ErrorCode.CONFIGURATION_INVALID, credentials, "api.token is no token"));
      return new ApiToken(
          kept.id(),
          1,
          "first",
          kept.hash(),
          Role.ADMINISTRATOR,
          EnumSet.allOf(Permission.class),
          Set.of(),
          Set.of(),
          0,
          rows.now(),
          Optional.empty(),
          false);
    } finally {
      token.destroy();
    }
  }

  private Properties read() {
    Properties properties = new Properties();
    if (!Files.exists(credentials)) {
      return properties;
    }
    try (Reader reader = Files.newBufferedReader(credentials)) {
      properties.load(reader);
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", credentials, e.toString());
    }
    return properties;
  }
}
