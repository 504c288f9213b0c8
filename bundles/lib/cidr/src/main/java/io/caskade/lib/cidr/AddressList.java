package io.caskade.lib.cidr;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses, single ones or networks in CIDR form, of IPv4 and IPv6. An IPv4 address inside an IPv6
 * one ({@code ::ffff:10.0.0.1}) is the IPv4 address. Names are refused: nothing here asks a DNS.
 */
public final class AddressList {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final List<Block> blocks;

  private AddressList(List<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads addresses and networks; blank texts are left out.
   *
   * @param texts for example {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}, or several in
   *     one text, separated by commas
   * @throws IllegalArgumentException with the text that is not an address
   */
  public static AddressList of(List<String> texts) {
    return new AddressList(
        texts.stream()
            // A configuration file has them in one line.
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Block::parse)
            .toList());
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** True when the address, or a network around it, stands in the list. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return blocks.stream().anyMatch(block -> block.contains(bytes));
  }

  /** An address in digits; empty for everything else. */
  public static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      // Digits and colons that make no address.
      return Optional.empty();
    }
  }

  /** The addresses whose first {@code prefix} bits are those of {@code network}. */
  private static final class Block {
    private final byte[] network;
    private final int prefix;

    private Block(byte[] network, int prefix) {
      this.network = network;
      this.prefix = prefix;
    }

    static Block parse(String text) {
      int slash = text.indexOf('/');
      byte[] network =
          address(slash < 0 ? text : text.substring(0, slash))
              .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no address"))
              .getAddress();
      int bits = network.length * Byte.SIZE;
      return new Block(network, slash < 0 ? bits : prefix(text, text.substring(slash + 1), bits));
    }

    private static int prefix(String text, String digits, int most) {
      if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
        throw new IllegalArgumentException("'" + text + "' has no prefix of 0.." + most);
      }
      return Integer.parseInt(digits);
    }

    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
        int mask = prefix - bit >= Byte.SIZE ? 0xFF : (0xFF << (Byte.SIZE - (prefix - bit))) & 0xFF;
        if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
