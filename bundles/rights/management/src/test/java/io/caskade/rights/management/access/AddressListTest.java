package io.caskade.rights.management.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "192.0.2.7, localhost, false"
  })
  void coversWhatItNames(String entry, String address, boolean allowed) {
    assertThat(AddressList.allows(Set.of(entry), address)).isEqualTo(allowed);
  }

  @Test
  void anEmptyListAllowsEverybody() {
    assertThat(AddressList.allows(Set.of(), "203.0.113.9")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host.example", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "::/129", "/8"})
  void refusesWhatIsNoAddress(String entry) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> AddressList.require(Set.of(entry)));
  }

  @Test
  void takesAddressesAndNetworks() {
    assertThatCode(
            () -> AddressList.require(Set.of("192.0.2.7", "192.0.2.0/24", "::1", "2001:db8::/32")))
        .doesNotThrowAnyException();
  }
}
