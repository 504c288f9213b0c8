package io.caskade.tools.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @Test
  void valuesFollowOrAreJoined() {
    Arguments given = read("--port", "0x10", "--to=a=b", "--to", "c", "--fast");

    assertThat(given.number("port", 1, 0, 99)).isEqualTo(16);
    assertThat(given.number("absent", 1, 0, 99)).isEqualTo(1);
    assertThat(given.all("to")).containsExactly("a=b", "c");
    assertThat(given.optional("to")).contains("c");
    assertThat(given.has("fast")).isTrue();
    assertThat(given.has("help")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|What is x?",
        "--none|There is no option --none",
        "--to|--to wants a value",
        "--fast=1|There is no option --fast"
      })
  void whatIsNoOptionIsNamed(String word, String told) {
    assertThatThrownBy(() -> read(word))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource({"100", "-1", "ten", "99999999999999999999"})
  void numbersOutOfRangeAreRefused(String text) {
    Arguments given = read("--port", text);

    assertThatThrownBy(() -> given.number("port", 1, 0, 99))
        .isInstanceOf(OptionException.class)
        .hasMessage("--port wants a whole number from 0 to 99, not " + text + ".");
  }

  @Test
  void addressesHaveAHostAndAPort() {
    assertThat(Arguments.address("to", "127.0.0.1:80").getPort()).isEqualTo(80);
    assertThatThrownBy(() -> Arguments.address("to", "80"))
        .isInstanceOf(OptionException.class)
        .hasMessage("--to wants HOST:PORT, not 80.");
    assertThatThrownBy(() -> Arguments.address("to", "host.invalid:80"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("is not known");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> read().required("to"))
        .isInstanceOf(OptionException.class)
        .hasMessage("--to is missing.");
  }

  private static Arguments read(String... words) {
    return new Arguments(words, Set.of("port", "to", "absent"), Set.of("fast", "help"));
  }
}
