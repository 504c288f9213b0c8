package io.caskade.ecm.ecmg.session;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;

/** Which addresses may connect: single ones or networks in CIDR form; an empty list lets all in. */
public final class PeerFilter {
  private final List<Block> blocks;

  private PeerFilter(List<Block> blocks) {
    this.blocks = blocks;
  }

  public static PeerFilter everybody() {
    return new PeerFilter(List.of());
  }

  /**
   * Reads addresses and networks.
   *
   * @param texts for example {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code fd00::/8}
   * @throws IllegalArgumentException with the text that is not an address
   */
  public static PeerFilter of(List<String> texts) {
    return new PeerFilter(
        texts.stream().map(String::strip).filter(t -> !t.isEmpty()).map(Block::parse).toList());
  }

  public boolean allows(InetAddress address) {
    if (blocks.isEmpty()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return blocks.stream().anyMatch(block -> block.contains(bytes));
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
          NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
      if (network == null) {
        throw new IllegalArgumentException("'" + text + "' is no address");
      }
      int bits = network.length * Byte.SIZE;
      int prefix = slash < 0 ? bits : prefix(text, text.substring(slash + 1), bits);
      return new Block(network, prefix);
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
