package io.caskade.lib.cardprotocol.dialect;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Whatever a card answers: a value or a named fault. */
class AnswerFuzzTest {
  @FuzzTest
  void anyAnswerIsAValueOrAFault(byte[] input) throws Exception {
    Answering card = new Answering(input);
    CardHost<RuntimeException> host = new CardHost<>(card);
    attempt(() -> host.readType());
    attempt(() -> host.announce(0x0B00, HostIdentity.CARD_SERVER));
    attempt(() -> host.subscriptions().forEach(AnswerFuzzTest::look));
    attempt(() -> host.events().forEach(AnswerFuzzTest::look));
    attempt(() -> host.serial());
    attempt(() -> host.ecm(new byte[55]).destroy());
    attempt(() -> host.emm(new byte[62]));
    attempt(() -> host.setMaturity(CardPin.of(new byte[4]), 2));
  }

  private static void look(SubscriptionRecord record) {
    for (SubscriptionRecord.Entry entry : record.entries()) {
      entry.from().day();
      entry.to().day();
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void attempt(Attempt attempt) throws Exception {
    try {
      attempt.run();
    } catch (DialogueException e) {
      if (e.arguments().isEmpty()) {
        throw new AssertionError("a fault without a reason");
      }
    }
  }

  /**
   * To a read it gives the input and a status that the input tells, to the rest 98 and a length.
   */
  private static final class Answering implements CardExchange<RuntimeException> {
    private final byte[] input;
    private int asked;

    Answering(byte[] input) {
      this.input = input;
    }

    @Override
    public byte[] exchange(byte[] command) {
      int p3 = command[4] & 0xFF;
      if ((command[1] & 0xFF) != CardTag.READ) {
        asked = 0;
        return input.length > 0 && input.length < 256
            ? new byte[] {(byte) 0x98, (byte) input.length}
            : Arrays.copyOf(input, Math.min(input.length, 258));
      }
      byte[] answer = Arrays.copyOf(input, p3 + 2);
      boolean more = asked++ < (input[0] & 3);
      answer[p3] = (byte) (more ? 0x98 : 0x90);
      answer[p3 + 1] = (byte) (more ? p3 : 0);
      return answer;
    }
  }
}
