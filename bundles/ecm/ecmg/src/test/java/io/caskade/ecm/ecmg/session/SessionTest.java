package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import org.junit.jupiter.api.Test;

/** The ordinary dialogue. */
class SessionTest {
  private final TestMux mux = new TestMux();

  @Test
  void aChannelIsOpenedOnTheTermsOfTheListener() {
    mux.send(ChannelSetup.of(2, 7, TestMux.CAS));
    ChannelStatus status = mux.answer(ChannelStatus.class);
    assertThat(status.ecmChannelId()).isEqualTo(7);
    assertThat(status.terms()).isEqualTo(TestMux.settings().terms());
  }

  @Test
  void aProvisionGetsItsEcm() {
    mux.setUpChannel();
    mux.setUpStream(3);
    mux.send(mux.provision(3, 65535));
    EcmResponse response = mux.answer(EcmResponse.class);
    assertThat(response.ecmStreamId()).isEqualTo(3);
    assertThat(response.cpNumber()).isEqualTo(65535);
    assertThat(mux.poll()).isNull();
  }
}
