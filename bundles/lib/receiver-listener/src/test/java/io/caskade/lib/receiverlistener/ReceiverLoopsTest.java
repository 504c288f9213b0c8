package io.caskade.lib.receiverlistener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.caskade.api.receivers.PlayedReceiverService;
import org.junit.jupiter.api.Test;

class ReceiverLoopsTest {
  private final PlayedReceiverService server = new PlayedReceiverService();

  /** Declarative Services takes a component's references away behind its end. */
  @Test
  void aServerMayGoBehindTheEndOfTheLoops() {
    ReceiverLoops loops = ReceiverLoops.open("test", 1);
    loops.use(server);
    loops.close();
    assertThatCode(() -> loops.forget(server)).doesNotThrowAnyException();
    assertThat(loops.service()).isEmpty();
  }
}
