package io.caskade.receivers.cccam.session;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.Refusal;
import io.caskade.lib.cccam.EcmQuestion;
import io.caskade.lib.cccam.EcmTerms;
import io.caskade.lib.cccam.FrameOutbox;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.WordsAnswer;
import io.caskade.lib.receiverlistener.Connection;
import io.caskade.lib.receiverlistener.Words;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's questions and what it is answered. Before extended mode an answer carries no number,
 * so answers go in the order of the questions; in it they go as they come. Another site is told
 * with the words what the ECM asks for, and with a refusal its reason; without having agreed to
 * that it gets nothing, since it could not decide by it. On the client's loop.
 */
final class Answers {
  private static final int PROVIDER_MASK = 0xFF_FFFF;

  /** For a question without one that is answered in extended mode: clients count from it. */
  private static final int FIRST_INDEX = 1;

  /** Who may not have two questions open has no reason for more. */
  private static final int MOST_WAITING = 64;

  private final Connection connection;
  private final Shares shares;
  private final FrameOutbox outbox;
  private final NodeId node;
  private final Queue<Due> inOrder = new ArrayDeque<>();
  private boolean extended;
  private boolean terms;

  /** A question that waits for its turn. */
  private static final class Due {
    private final int shareId;
    private @Nullable CwAnswer answer;

    private Due(int shareId) {
      this.shareId = shareId;
    }
  }

  /**
   * @param node of the client
   */
  Answers(Connection connection, Shares shares, FrameOutbox outbox, NodeId node) {
    this.connection = connection;
    this.shares = shares;
    this.outbox = outbox;
    this.node = node;
  }

  /** From the next question on extended mode holds. */
  void extend() {
    extended = true;
  }

  /** From now on words come with what their ECM asks for. */
  void tellTerms() {
    terms = true;
  }

  /** Asks the server; false when this client asks without waiting for any answer. */
  boolean question(EcmQuestion asked) {
    if (extended) {
      int index = asked.index();
      ask(asked, answer -> send(answer, index, asked.shareId()));
    } else if (inOrder.size() >= MOST_WAITING) {
      return false;
    } else {
      Due due = new Due(asked.shareId());
      inOrder.add(due);
      ask(
          asked,
          answer -> {
            due.answer = answer;
            sendInOrder();
          });
    }
    return true;
  }

  private void ask(EcmQuestion asked, Consumer<CwAnswer> answer) {
    if (connection.isSite() && !terms) {
      answer.accept(new CwAnswer.Denied(Refusal.NOT_ENTITLED));
    } else if (shares.knows(asked.shareId())) {
      connection.ask(
          new CwQuestion(
              asked.caSystemId(),
              asked.provider() & PROVIDER_MASK,
              asked.serviceId(),
              0,
              new EcmDatagram(Octets.of(asked.section()))),
          answer);
    } else {
      answer.accept(new CwAnswer.Denied(Refusal.CAID_UNKNOWN));
    }
  }

  private void sendInOrder() {
    Due first = inOrder.peek();
    while (first != null && first.answer != null) {
      inOrder.remove();
      send(first.answer, FIRST_INDEX, first.shareId);
      first = inOrder.peek();
    }
  }

  private void send(CwAnswer answer, int index, int shareId) {
    byte[] bytes =
        answer instanceof CwAnswer.Found found
            ? words(found, index, shareId)
            : nothing(index, ((CwAnswer.Denied) answer).reason());
    connection.send(bytes, 0, bytes.length);
  }

  private byte[] nothing(int index, Refusal reason) {
    String told = terms ? reason.word() : "";
    return outbox.seal(new FromServer.NotFound(index, isElsewhere(reason), told).frame());
  }

  /** Words of DVB-CISSA are longer than the message, and these receivers know CSA only. */
  private byte[] words(CwAnswer.Found found, int index, int shareId) {
    byte[] both = Words.of(found);
    try {
      if (both.length != WordsAnswer.LENGTH) {
        return nothing(index, Refusal.NOT_ENTITLED);
      }
      if (terms) {
        return withTerms(found, index, both);
      }
      return extended ? outbox.words(index, both) : outbox.maskedWords(node, shareId, both);
    } finally {
      Arrays.fill(both, (byte) 0);
    }
  }

  private byte[] withTerms(CwAnswer.Found found, int index, byte[] both) {
    byte[] criteria = found.ecm().accessCriteria().octets().toByteArray();
    return criteria.length > EcmTerms.MOST_CRITERIA
        ? nothing(index, Refusal.NOT_ENTITLED)
        : outbox.words(index, both, new EcmTerms(found.ecm().issuedAt(), criteria));
  }

  /** Whether the client may look for it at another card, instead of resting this service. */
  private static boolean isElsewhere(Refusal reason) {
    return reason == Refusal.CAID_UNKNOWN || reason == Refusal.PROVIDER_UNKNOWN;
  }
}
