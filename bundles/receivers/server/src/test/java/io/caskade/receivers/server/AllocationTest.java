package io.caskade.receivers.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.caskade.api.receivers.CwAnswer;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.receivers.server.ServerRig.Client;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an answer from the cache costs. */
@Timeout(60)
class AllocationTest {
  private static final int CALLS = 20_000;
  private static final int BYTES_PER_CALL = 128;

  @Test
  void anAnswerFromTheCacheAllocatesAKeyAndATimeAndNothingElse(@TempDir Path folder) {
    try (ServerRig rig = new ServerRig(folder, ServerSettings.DEFAULTS.unlimited())) {
      rig.card(1, 1);
      rig.account("ann", 1);
      rig.awaitReady();
      Client ann = rig.client("ann", "10.0.0.1");
      List<CwQuestion> questions =
          IntStream.range(0, 50).mapToObj(i -> ServerRig.question(rig.ecm(i, 6))).toList();
      questions.forEach(question -> assertThat(ann.opens(question.ecm())).isTrue());
      measure(ann, questions);

      long bytes = measure(ann, questions);

      assertThat(bytes / CALLS).isLessThanOrEqualTo(BYTES_PER_CALL);
    }
  }

  private static long measure(Client client, List<CwQuestion> questions) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      client.session.ask(questions.get(i % questions.size()), AllocationTest::take);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void take(CwAnswer answer) {
    if (!(answer instanceof CwAnswer.Found)) {
      throw new AssertionError("not found: " + answer);
    }
  }
}
