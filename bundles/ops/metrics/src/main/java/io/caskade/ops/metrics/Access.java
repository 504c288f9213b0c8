package io.caskade.ops.metrics;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.lib.cidr.AddressList;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may read metrics and health. */
final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  static final String PID = "io.caskade.metrics";
  private static final String BEARER = "Bearer ";
  private static final int SHORTEST_TOKEN = 16;

  private final AddressList neighbours = AddressList.of(List.of("127.0.0.0/8", "::1"));
  private final AddressList addresses;
  private final Optional<Path> tokenFile;

  private Access(AddressList addresses, Optional<Path> tokenFile) {
    this.addresses = addresses;
    this.tokenFile = tokenFile;
  }

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static Access of(String addresses, String tokenFile) {
    try {
      return new Access(
          AddressList.of(List.of(addresses)),
          tokenFile.isBlank() ? Optional.empty() : Optional.of(Path.of(tokenFile.strip())));
    } catch (InvalidPathException e) {
      throw new CaskadeException(
          e, ErrorCode.CONFIGURATION_INVALID, PID, "tokenFile", "it is not the path of a file");
    } catch (IllegalArgumentException e) {
      throw new CaskadeException(
          e, ErrorCode.CONFIGURATION_INVALID, PID, "addresses", String.valueOf(e.getMessage()));
    }
  }

  /**
   * @param remote address of the connection
   * @param forwarded the request says that it comes through a proxy
   * @param authorization the header of that name
   */
  boolean allows(String remote, boolean forwarded, @Nullable String authorization) {
    if (!forwarded && AddressList.address(remote).filter(this::isListed).isPresent()) {
      return true;
    }
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && isToken(authorization.substring(BEARER.length()).strip());
  }

  private boolean isListed(InetAddress address) {
    return neighbours.contains(address) || addresses.contains(address);
  }

  private boolean isToken(String offered) {
    if (tokenFile.isEmpty()) {
      return false;
    }
    try (BufferedReader file = Files.newBufferedReader(tokenFile.get())) {
      String line = file.readLine();
      String token = line == null ? "" : line.strip();
      return token.length() >= SHORTEST_TOKEN
          && MessageDigest.isEqual(
              token.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("The token of metrics cannot be read, nobody is let in with one: {}", e.toString());
      return false;
    }
  }
}
