package io.caskade.api.cards;

import io.caskade.api.base.Octets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Answers what an original card answered when a host started up with it: type, addresses and
 * subscription of card 2100000004; 9000 to anything else. For a {@link SampleReader}.
 */
public final class RecordedCard implements UnaryOperator<byte[]> {
  /** Data and status by command. */
  private static final Map<String, String> START_UP =
      Map.of(
          "DD26000003100140", "9811",
          "DDCA000011", "20014028020B002F02002C3001022301029000",
          "DD82000011110F01B00FFFFFFB000009040B00E0302B", "981A",
          "DDCA00001A", "221809040B00E03023070000007D2B750423070000000005CD8B9000",
          "DDC60000031C0100", "9831",
          "DDCA000031",
              "322F1010010F54564341532E434F4D20202020202030026C0430026C0520040000000130026C0430026C"
                  + "05200400FFFF0A9000");

  private static final String DONE = "9000";

  private final Map<String, String> dialogue = new HashMap<>(START_UP);

  /** Answers one command another way from now on; both hexadecimal, the answer with its status. */
  public RecordedCard saying(String command, String answer) {
    dialogue.put(command, answer);
    return this;
  }

  @Override
  public byte[] apply(byte[] command) {
    String answer = dialogue.getOrDefault(Octets.of(command).hex(), DONE);
    return Octets.parseHex(answer).toByteArray();
  }
}
