package io.caskade.ecm.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MessageTrace;
import io.caskade.ecm.ecmg.session.ListenerSettings;
import io.caskade.ecm.ecmg.wire.SessionLoops;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.capture.CaptureFormat;
import io.caskade.lib.simulcrypt.capture.CaptureRecord;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener records what a mux says over a socket, without its words. */
class CaptureTest {
  @TempDir Path folder;

  @Test
  void aSessionIsRecordedFromTheMomentItIsAskedForWithoutControlWords() throws Exception {
    SessionLoops loops = SessionLoops.open(1);
    FakeIssuer issuer = new FakeIssuer();
    loops.use(issuer);
    EcmgServer server =
        new EcmgServer(
            ListenerSettings.defaults("test", "127.0.0.1", 0),
            loops,
            InstantSource.system(),
            folder.resolve("captures"));
    server.start();
    int port = server.localAddress().orElseThrow().getPort();
    CwProvision first;
    CwProvision second;
    try (SocketMux mux = new SocketMux(port)) {
      mux.setUp(1, 1);
      assertThat(server.startCapture("", Duration.ofMinutes(5)).running()).isTrue();
      first = mux.provision(1, 7);
      mux.send(first);
      mux.expect(EcmResponse.class);
      second = mux.provision(1, 9);
      mux.send(second);
      mux.expect(EcmResponse.class);
    }
    MessageTrace.Capture ended = server.stopCapture();
    assertThat(ended.running()).isFalse();
    assertThat(ended.messages()).isEqualTo(4);

    byte[] bytes = Files.readAllBytes(Path.of(ended.file()));
    String hex = HexFormat.of().formatHex(bytes);
    for (CwProvision provision : List.of(first, second)) {
      byte[] word = new byte[8];
      provision.copyWord(0, word, 0);
      assertThat(word).as("a word that could be found").isNotEqualTo(new byte[8]);
      assertThat(hex).doesNotContain(HexFormat.of().formatHex(word));
    }
    List<CaptureRecord> records = CaptureFormat.read(new ByteArrayInputStream(bytes)).records();
    assertThat(records)
        .extracting(CaptureRecord::kind)
        .startsWith(
            CaptureRecord.Kind.OPENED,
            CaptureRecord.Kind.RECEIVED,
            CaptureRecord.Kind.SENT,
            CaptureRecord.Kind.RECEIVED,
            CaptureRecord.Kind.SENT);
    Pdu blank = Pdu.wrap(first.pdu().toByteArray());
    new CwProvision(blank).wipeControlWords();
    assertThat(records.get(1).message()).isEqualTo(blank);
    assertThat(server.explanations())
        .singleElement()
        .satisfies(
            explained -> {
              assertThat(explained.code()).isEqualTo("CP_JUMP");
              assertThat(explained.in(Locale.forLanguageTag("ru")).text()).contains("скачет");
            });
    server.stop();
    loops.close();
  }
}
