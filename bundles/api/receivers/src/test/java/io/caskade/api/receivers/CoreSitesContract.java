package io.caskade.api.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.OpenedEcm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link CoreSites} keeps to. */
public abstract class CoreSitesContract {
  /** The control-word server gives up after a second. */
  private static final Duration MOST = Duration.ofSeconds(1);

  private static final long PATIENCE_SECONDS = 20;

  /** Connected to cores that answer. */
  protected abstract CoreSites sites();

  /** CAID of all these ECMs. */
  protected abstract int caSystemId();

  /** One that the cores open, another for each number from 0 to 99. */
  protected abstract EcmDatagram own(int number);

  /** What is in it. */
  protected abstract OpenedEcm contents(int number);

  /** One that is declared, and that the cores do not know. */
  protected abstract EcmDatagram foreign();

  /** One that is not declared. */
  protected abstract EcmDatagram undeclared();

  /** ECMs that came to the cores so far. */
  protected abstract int asked();

  /** From now on no core answers, though all are connected. */
  protected abstract void silence();

  /** From now on no core is there. */
  protected abstract void cut() throws Exception;

  private BlockingQueue<CoreAnswer> ask(EcmDatagram ecm) {
    BlockingQueue<CoreAnswer> answers = new LinkedBlockingQueue<>();
    sites().open(caSystemId(), ecm, answers::add);
    return answers;
  }

  private static CoreAnswer answer(BlockingQueue<CoreAnswer> answers) throws InterruptedException {
    CoreAnswer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(answer).as("an answer").isNotNull();
    return answer;
  }

  @Test
  void whatIsDeclaredIsServedAndOpened() throws Exception {
    assertThat(sites().serves(caSystemId(), own(0))).isTrue();
    assertThat(answer(ask(own(0)))).isEqualTo(new CoreAnswer.Opened(contents(0)));
  }

  @Test
  void manyAreAskedAtATimeAndEachIsAnsweredOnce() throws Exception {
    List<BlockingQueue<CoreAnswer>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(ask(own(i)));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(answer(all.get(i))).isEqualTo(new CoreAnswer.Opened(contents(i)));
    }
    assertThat(all).allMatch(BlockingQueue::isEmpty);
  }

  @Test
  void whatIsNotDeclaredNeverReachesACore() throws Exception {
    assertThat(sites().serves(caSystemId(), undeclared())).isFalse();
    assertThat(sites().serves(caSystemId() + 1, own(0))).isFalse();
    assertThat(answer(ask(undeclared()))).isEqualTo(new CoreAnswer.Away());
    assertThat(asked()).isZero();
  }

  @Test
  void whatTheCoresDoNotKnowIsForeign() throws Exception {
    assertThat(answer(ask(foreign()))).isEqualTo(new CoreAnswer.Foreign());
  }

  @Test
  void whoeverIsSilentIsSlowAndTheAnswerStillComesInTime() throws Exception {
    silence();
    long begin = System.nanoTime();
    BlockingQueue<CoreAnswer> answers = ask(own(0));
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("it does not block")
        .isLessThan(MOST);
    assertThat(answer(answers)).isEqualTo(new CoreAnswer.Slow());
  }

  @Test
  void withoutCoresAllIsAwayAndStillServed() throws Exception {
    cut();
    assertThat(answer(ask(own(0)))).isEqualTo(new CoreAnswer.Away());
    assertThat(sites().serves(caSystemId(), own(0))).as("nobody else may open it").isTrue();
  }
}
