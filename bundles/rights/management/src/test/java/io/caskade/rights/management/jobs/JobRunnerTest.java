package io.caskade.rights.management.jobs;

import static io.caskade.rights.management.Bench.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.rights.management.Presence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobRunnerTest {
  private final JobBench desk = new JobBench();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Store store = watched();
  private final Presence presence = new Presence(store, null, desk.bench.vault, null);
  private final JobRunner runner = new JobRunner(settings(4));

  @BeforeEach
  void start() {
    runner.start();
    desk.bench.put(JobScene.many(10));
  }

  @AfterEach
  void stop() throws InterruptedException {
    List<Thread> before = threads();
    runner.stop();
    // The pool is empty a moment before its thread has left.
    for (Thread thread : before) {
      thread.join(10_000);
    }
    assertThat(threads()).isEmpty();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("caskade-jobs"))
        .toList();
  }

  @Test
  void goesOnWithWhatWaitsWhenTheStoreComes() throws InterruptedException {
    Job job = desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    runner.bindPresence(presence);
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(desk.show(job).done()).isEqualTo(10);
  }

  @Test
  void beginsAtOnceWhenPoked() throws InterruptedException {
    runner.bindPresence(presence);
    desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    runner.poke();
    runner.poke();
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesAnotherChunkWithoutARestart() throws InterruptedException {
    runner.use(settings(1));
    desk.jobs.start(ADMINISTRATOR, JobScene.extend(JobBench.everyCard()));
    runner.bindStore(store);
    runner.bindPresence(presence);
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(desk.bench.store.applied(CardChange.class)).hasSize(10);
    assertThat(desk.bench.store.transactions).hasSize(12);
  }

  /** Tells when a job is done. */
  private Store watched() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(desk.bench.store, arguments);
                if (method.getName().equals("apply") && finished()) {
                  done.countDown();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private boolean finished() {
    return desk.jobs.list(ADMINISTRATOR, NetworkId.MAIN, 10).stream()
        .anyMatch(job -> job.state() == JobState.DONE);
  }

  private static JobSettings settings(int chunk) {
    return new JobSettings(chunk, Duration.ZERO, Duration.ofHours(1), Duration.ofDays(90));
  }
}
