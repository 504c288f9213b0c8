package io.caskade.rights.management.receivers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.lib.cidr.AddressList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the fields of a receiver account may hold. Each refusal is RECEIVER_INVALID with a sentence
 * that names the field.
 */
final class ReceiverRulesCheck {
  static final int MOST_SERVICES = 64;
  static final int MOST_DOWNHOPS = 9;
  static final int MOST_ADDRESSES = 64;
  static final int SHORTEST_PASSWORD = 8;

  /** CCcam takes no longer one. */
  static final int LONGEST_PASSWORD = 63;

  private static final Set<String> PROTOCOLS = Set.of("cccam", "newcamd", "camd35", "cs378x");

  /** CCcam sends 20 bytes of a name, in letters of one case so that two are never taken for one. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,20}");

  private ReceiverRulesCheck() {}

  /**
   * @throws CaskadeException RECEIVER_INVALID
   */
  static void name(String name) {
    require(NAME.matcher(name).matches(), "name: 1 to 20 of a-z, 0-9, point, underscore, hyphen");
  }

  /**
   * @throws CaskadeException RECEIVER_INVALID
   */
  static void password(ReceiverPassword password) {
    byte[] bytes = password.bytes();
    try {
      boolean printable = true;
      for (byte b : bytes) {
        printable &= b > ' ' && b < 0x7F;
      }
      require(
          bytes.length >= SHORTEST_PASSWORD && bytes.length <= LONGEST_PASSWORD && printable,
          "password: %d to %d characters of ASCII without blanks"
              .formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * @throws CaskadeException RECEIVER_INVALID
   */
  static void rules(ReceiverRules rules) {
    require(
        rules.services() >= 1 && rules.services() <= MOST_SERVICES,
        "services: 1 to " + MOST_SERVICES);
    require(
        PROTOCOLS.containsAll(rules.protocols()),
        "protocols: some of cccam, newcamd, camd35, cs378x, or none of them for all");
    require(rules.downhops() >= 0 && rules.downhops() <= MOST_DOWNHOPS, "downhops: 0 to 9");
    require(rules.addresses().size() <= MOST_ADDRESSES, "addresses: at most " + MOST_ADDRESSES);
    rules.addresses().forEach(ReceiverRulesCheck::address);
  }

  private static void address(String text) {
    require(
        isAddress(text),
        "addresses: '%s' is no address and no network".formatted(text.replaceAll("\\p{C}", "?")));
  }

  /** One in each text: several would not be told apart where they are shown. */
  private static boolean isAddress(String text) {
    if (!text.equals(text.strip()) || text.isEmpty() || text.contains(",")) {
      return false;
    }
    try {
      return !AddressList.of(List.of(text)).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static void require(boolean right, String why) {
    if (!right) {
      throw new CaskadeException(ErrorCode.RECEIVER_INVALID, why);
    }
  }
}
