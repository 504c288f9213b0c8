package io.caskade.receivers.edge.core;

import static io.caskade.receivers.edge.core.EdgeRig.await;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.receivers.CoreSites;
import io.caskade.api.receivers.CoreSitesContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An edge keeps to what the control-word server relies on. */
@Timeout(120)
class EdgeContractTest extends CoreSitesContract {
  private static final int FOREIGN = 1_000;

  @TempDir Path folder;
  private final ServedCore first = new ServedCore();
  private final ServedCore second = new ServedCore();
  private EdgeRig rig;

  @BeforeEach
  void connect() throws Exception {
    for (int i = 0; i < 100; i++) {
      first.opens(i);
      second.opens(i);
    }
    rig = new EdgeRig(folder, Duration.ofSeconds(3), first.address(), second.address()).await(2);
  }

  @AfterEach
  void close() {
    rig.close();
    first.close();
    second.close();
  }

  @Override
  protected CoreSites sites() {
    return rig.edge;
  }

  @Override
  protected int caSystemId() {
    return ServedCore.CAID;
  }

  @Override
  protected EcmDatagram own(int number) {
    return ServedCore.ecm(number);
  }

  @Override
  protected OpenedEcm contents(int number) {
    byte[] words = ServedCore.words(number).toByteArray();
    return new OpenedEcm(
        ServedCore.ISSUED_AT,
        new ControlWord(Arrays.copyOfRange(words, 8, 16)),
        new ControlWord(Arrays.copyOf(words, 8)),
        ServedCore.CRITERIA);
  }

  @Override
  protected EcmDatagram foreign() {
    return ServedCore.ecm(FOREIGN);
  }

  @Override
  protected EcmDatagram undeclared() {
    return new EcmDatagram(Octets.parseHex("80703470326410FFFF"));
  }

  @Override
  protected int asked() {
    return first.server.questions().size() + second.server.questions().size();
  }

  @Override
  protected void silence() {
    first.server.hold();
    second.server.hold();
  }

  @Override
  protected void cut() {
    first.stop();
    second.stop();
    await(() -> rig.edge.peers().isEmpty());
  }
}
