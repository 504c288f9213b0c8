package io.caskade.lib.cidr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
  @Test
  void singleAddressesAndNetworksOfBothFamilies() throws Exception {
    AddressList list =
        AddressList.of(List.of("10.1.2.3", " 192.168.16.0/20", "", "fd00::/8", "2001:db8::1"));
    for (String inside :
        List.of("10.1.2.3", "192.168.31.255", "fd12::9", "2001:db8::1", "::ffff:10.1.2.3")) {
      assertThat(list.contains(InetAddress.getByName(inside))).as(inside).isTrue();
    }
    for (String outside : List.of("10.1.2.4", "192.168.32.0", "fe80::1", "2001:db8::2", "::1")) {
      assertThat(list.contains(InetAddress.getByName(outside))).as(outside).isFalse();
    }
    assertThat(
            AddressList.of(List.of("10.0.0.1, fd00::/8"))
                .contains(InetAddress.getByName("fd00::1")))
        .as("one line of a configuration file")
        .isTrue();
    assertThat(AddressList.of(List.of(" ")).isEmpty()).isTrue();
    assertThat(AddressList.of(List.of("0.0.0.0/0")).contains(InetAddress.getByName("9.9.9.9")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mux.example",
        "10.1.2",
        "10.1.2.256",
        "1.2.3.4.5",
        "10.0.0.0/33",
        "fd00::/129",
        "10.0.0.0/",
        "10.0.0.0/x",
        "::1::",
        ":",
        "cafe",
        "10.1.2.3."
      })
  void whatIsNoAddressIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> AddressList.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Property
  void aNetworkHoldsExactlyWhatSharesItsFirstBits(
      @ForAll int network, @ForAll int address, @ForAll @IntRange(max = 32) int prefix)
      throws Exception {
    AddressList list = AddressList.of(List.of(text(network) + "/" + prefix));
    boolean shares = prefix == 0 || (network ^ address) >>> (32 - prefix) == 0;
    assertThat(list.contains(InetAddress.getByName(text(address)))).isEqualTo(shares);
  }

  @Test
  void anAddressIsNewOnceAndAgainWhenAThousandOthersCame() throws Exception {
    RecentAddresses recent = new RecentAddresses();
    InetAddress first = InetAddress.getByName("10.0.0.1");
    assertThat(recent.isNew(first)).isTrue();
    assertThat(recent.isNew(first)).isFalse();
    for (int i = 0; i < 1_000; i++) {
      recent.isNew(InetAddress.getByName(text(0x0B000000 + i)));
    }
    assertThat(recent.isNew(first)).isTrue();
  }

  private static String text(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 0xFF, address >>> 8 & 0xFF, address & 0xFF);
  }
}
