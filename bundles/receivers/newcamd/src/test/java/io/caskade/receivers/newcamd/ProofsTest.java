package io.caskade.receivers.newcamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.lib.newcamd.Md5Crypt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProofsTest {
  private final Proofs proofs = new Proofs();
  private final ReceiverPassword password = ReceiverPassword.of("pass");

  @Test
  void aProofIsMadeOnceForAPassword() {
    assertThat(proofs.of("alice", password)).isEmpty();
    proofs.prove("alice", password);
    proofs.prove("bob", ReceiverPassword.of("other"));
    assertThat(proofs.of("alice", ReceiverPassword.of("pass")))
        .contains(Md5Crypt.text("pass".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aProofIsNotTakenForAnotherPasswordOrAccount() {
    proofs.prove("alice", password);
    assertThat(proofs.of("alice", ReceiverPassword.of("past"))).isEmpty();
    assertThat(proofs.of("bob", password)).isEmpty();
  }

  @Test
  void theProofOfAnAccountThatWentIsForgotten() {
    proofs.prove("alice", password);
    proofs.forget("alice");
    assertThat(proofs.of("alice", password)).isEmpty();
  }
}
