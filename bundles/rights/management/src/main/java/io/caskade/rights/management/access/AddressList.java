package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Addresses and networks ({@code 192.0.2.0/24}, {@code 2001:db8::/32}) that a token may come from.
 */
final class AddressList {
  /** Digits only: a name would be asked of a name server. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private AddressList() {}

  /** True also when the list is empty. */
  static boolean allows(Collection<String> list, String address) {
    if (list.isEmpty()) {
      return true;
    }
    byte[] bytes = LITERAL.matcher(address).matches() ? bytes(address) : new byte[0];
    return list.stream().anyMatch(entry -> covers(entry, bytes));
  }

  /**
   * @throws CaskadeException FIELD_INVALID
   */
  static void require(Collection<String> list) {
    for (String entry : list) {
      String address = entry.replaceFirst("/.*", "");
      String bits = entry.substring(address.length());
      if (!LITERAL.matcher(address).matches()
          || bytes(address).length == 0
          || !bits.isEmpty() && !fits(bits, bytes(address).length * 8)) {
        throw new CaskadeException(
            ErrorCode.FIELD_INVALID, "addresses", entry + " is no address and no network");
      }
    }
  }

  private static boolean fits(String bits, int most) {
    return bits.matches("/[0-9]{1,3}") && Integer.parseInt(bits.substring(1)) <= most;
  }

  private static boolean covers(String entry, byte[] address) {
    int slash = entry.indexOf('/');
    byte[] network = bytes(slash < 0 ? entry : entry.substring(0, slash));
    if (network.length == 0 || network.length != address.length) {
      return false;
    }
    int bits = slash < 0 ? network.length * 8 : Integer.parseInt(entry.substring(slash + 1));
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >>> (bit % 8);
      if (((network[bit / 8] ^ address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Empty when it is no address. */
  private static byte[] bytes(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
