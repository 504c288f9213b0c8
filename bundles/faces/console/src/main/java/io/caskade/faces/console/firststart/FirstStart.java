package io.caskade.faces.console.firststart;

import io.caskade.api.rights.access.BearerToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * Makes the administrator when a head-end starts for the first time, which is when {@code
 * etc/users.properties} does not exist. The password stays readable for its owner in {@code
 * etc/initial-credentials.properties} until somebody changes it; the start after that removes it
 * there.
 */
final class FirstStart {
  static final String ADMIN = "admin";
  static final String CREDENTIALS_FILE = "initial-credentials.properties";

  private static final String USERS_FILE = "users.properties";
  private static final String USER_KEY = "admin.user";
  private static final String PASSWORD_KEY = "admin.password";
  private static final String TOKEN_KEY = "api.token";

  /** What a first start made, to be shown once. */
  record Made(AdminPassword password, BearerToken token) {}

  private final OwnerOnlyFile users;
  private final OwnerOnlyFile credentials;
  private final RandomGenerator random;

  /**
   * @param etc configuration folder of this head-end
   * @param random a cryptographic generator
   */
  FirstStart(Path etc, RandomGenerator random) {
    this.users = new OwnerOnlyFile(etc.resolve(USERS_FILE));
    this.credentials = new OwnerOnlyFile(etc.resolve(CREDENTIALS_FILE));
    this.random = random;
  }

  /**
   * Makes the administrator, or tidies up behind a changed password.
   *
   * @return password and token when they were made just now
   * @throws IOException when a file cannot be read or written; the message names it
   */
  Optional<Made> run() throws IOException {
    if (users.exists()) {
      forgetChangedPassword();
      return Optional.empty();
    }
    AdminPassword password = AdminPassword.generate(random);
    BearerToken token = BearerToken.ofProgram(random);
    // The users file last: it is the sign that the first start is done, also after a power cut.
    credentials.write(
        """
        # Made by the first start: user and password of panel and REST, and a token for programs. The
        # console takes keys only: console.key is the one of the first start.
        # Change the password on the console (jaas:realm-manage), then this file goes at the next
        # start. The token stays valid until it is revoked (cas:token-revoke).
        %s = %s
        %s = %s
        %s = %s
        """
            .formatted(
                USER_KEY, ADMIN, PASSWORD_KEY, password.reveal(), TOKEN_KEY, token.reveal()));
    users.write(
        """
        # Users of the console, passwords as digests (etc/org.apache.karaf.jaas.cfg):
        #   USER = PASSWORD,_g_:GROUP     _g_\\:GROUP = ROLE1,ROLE2,...
        %s = %s,_g_:admingroup
        _g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh
        """
            .formatted(ADMIN, password.digest()));
    return Optional.of(new Made(password, token));
  }

  private void forgetChangedPassword() throws IOException {
    if (!credentials.exists()) {
      return;
    }
    String password = read(credentials.path()).getProperty(PASSWORD_KEY, "");
    String entry = read(users.path()).getProperty(ADMIN, "");
    // Karaf writes its digests in upper case.
    String digest = new AdminPassword(password).digest();
    if (!entry.regionMatches(true, 0, digest, 0, digest.length())) {
      Files.delete(credentials.path());
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
