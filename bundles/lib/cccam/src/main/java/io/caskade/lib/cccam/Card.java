package io.caskade.lib.cccam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Command 7 or 0x0F from a server: a card that may be asked.
 *
 * <pre>
 * 0          4           8      10     11        12       20  21
 * | share id | remote id | CAID | hops | reshare | serial | n | n x (provider 3, address 4) | m | m x node 8
 * </pre>
 *
 * Command 0x0F has two counts more after n, and lists of services before m; they are read over.
 *
 * @param shareId unique within the server
 * @param remoteId its id where it is plugged in
 * @param hops 0 is a card of the server itself
 * @param reshare how many levels the client may pass it on
 * @param serial zero unless the account may send EMMs
 * @param providers of three bytes each; clients ignore a card without any
 * @param nodes on the way; the last is the sender
 */
public record Card(
    int shareId,
    int remoteId,
    int caSystemId,
    int hops,
    int reshare,
    long serial,
    List<Integer> providers,
    List<NodeId> nodes)
    implements FromServer {
  /** Most providers of a card that a message takes, with one node. */
  public static final int MOST_PROVIDERS = 100;

  private static final int REMOTE = 4;
  private static final int CAID = 8;
  private static final int HOPS = 10;
  private static final int RESHARE = 11;
  private static final int SERIAL = 12;
  private static final int COUNT = 20;
  private static final int LIST = 21;
  private static final int PROVIDER = 7;
  private static final int NODE = 8;

  public Card {
    providers = List.copyOf(providers);
    nodes = List.copyOf(nodes);
  }

  /** Empty when the counts and the length do not agree. */
  static Optional<Card> of(Frame frame, boolean withServices) {
    int count = frame.u8(COUNT);
    int list = withServices ? LIST + 2 : LIST;
    int services = withServices ? 2 * (frame.u8(LIST) + frame.u8(LIST + 1)) : 0;
    int nodes = list + PROVIDER * count + services;
    if (nodes >= frame.length() || nodes + 1 + NODE * frame.u8(nodes) > frame.length()) {
      return Optional.empty();
    }
    List<Integer> providers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      providers.add(frame.u24(list + PROVIDER * i));
    }
    List<NodeId> way = new ArrayList<>();
    for (int i = 0; i < frame.u8(nodes); i++) {
      way.add(new NodeId(frame.u64(nodes + 1 + NODE * i)));
    }
    return Optional.of(
        new Card(
            frame.u32(0),
            frame.u32(REMOTE),
            frame.u16(CAID),
            frame.u8(HOPS),
            frame.u8(RESHARE),
            frame.u64(SERIAL),
            providers,
            way));
  }

  /** The message, command 7; addresses of providers are zero. */
  @Override
  public Frame frame() {
    int way = LIST + PROVIDER * providers.size();
    byte[] bytes = Frame.room(0, Command.NEW_CARD, way + 1 + NODE * nodes.size());
    Frame.put(bytes, Frame.HEADER, shareId, 4);
    Frame.put(bytes, Frame.HEADER + REMOTE, remoteId, 4);
    Frame.put(bytes, Frame.HEADER + CAID, caSystemId, 2);
    bytes[Frame.HEADER + HOPS] = (byte) hops;
    bytes[Frame.HEADER + RESHARE] = (byte) reshare;
    Frame.put(bytes, Frame.HEADER + SERIAL, serial, Long.BYTES);
    bytes[Frame.HEADER + COUNT] = (byte) providers.size();
    for (int i = 0; i < providers.size(); i++) {
      Frame.put(bytes, Frame.HEADER + LIST + PROVIDER * i, providers.get(i), 3);
    }
    bytes[Frame.HEADER + way] = (byte) nodes.size();
    for (int i = 0; i < nodes.size(); i++) {
      Frame.put(bytes, Frame.HEADER + way + 1 + NODE * i, nodes.get(i).bits(), NODE);
    }
    return Frame.wrap(bytes);
  }
}
