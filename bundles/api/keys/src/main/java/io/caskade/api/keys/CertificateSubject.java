package io.caskade.api.keys;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whom a certificate names, and for how long.
 *
 * @param commonName 1 to 64 characters, for people; programs compare the names and addresses
 * @param dnsNames dNSName entries of subjectAltName (RFC 5280, 4.2.1.6), for example {@code
 *     cas1.example} or {@code *.example}
 * @param addresses iPAddress entries of subjectAltName
 * @param days of validity, 1 to 7300
 */
public record CertificateSubject(
    String commonName, List<String> dnsNames, List<InetAddress> addresses, int days) {
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*");

  /**
   * Checks.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public CertificateSubject {
    if (commonName.isBlank() || commonName.length() > 64) {
      throw new IllegalArgumentException("a common name has 1 to 64 characters");
    }
    if (days < 1 || days > 7300) {
      throw new IllegalArgumentException(days + " days are not within 1..7300");
    }
    for (String name : dnsNames) {
      if (!DNS_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("'" + name + "' is no DNS name");
      }
    }
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
  }
}
