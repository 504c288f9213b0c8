package io.caskade.receivers.files.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.rights.receivers.files.FileRemark.Severity;
import io.caskade.api.rights.receivers.files.FileRemark.Words;
import io.caskade.lib.cccamcfg.CfgFault;
import io.caskade.lib.cccamcfg.GlobalOption;
import io.caskade.lib.oscamconf.ConfFault;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each remark says what is and what to do, in both languages. */
class RemarkTextsTest {
  @ParameterizedTest
  @EnumSource(RemarkCode.class)
  void everyRemarkHasItsWords(RemarkCode code) {
    Words english = Remarks.words(code, Locale.ENGLISH, "one", "two", "three");
    Words russian = Remarks.words(code, Remarks.RUSSIAN, "one", "two", "three");
    assertThat(english.text()).isNotBlank().doesNotContain("{0}", "{1}", "''");
    assertThat(russian.text()).isNotBlank().doesNotContain("{0}", "{1}", "''");
    assertThat(russian.text()).as("Russian").matches("(?s).*[\u0400-\u04FF].*");
    assertThat(english.text()).as("English").doesNotMatch("(?s).*[\u0400-\u04FF].*");
    assertThat(english.cure().isEmpty()).isEqualTo(russian.cure().isEmpty());
    if (code.severity() == Severity.ERROR) {
      assertThat(english.cure()).isNotBlank();
    }
  }

  @Test
  void everythingThatAFileIsFoundToHaveIsARemark() {
    for (CfgFault fault : CfgFault.values()) {
      assertThat(RemarkCode.of(fault).name()).isEqualTo(fault.name());
    }
    for (ConfFault fault : ConfFault.values()) {
      assertThat(RemarkCode.of(fault).name()).isEqualTo(fault.name());
    }
    for (GlobalOption.Topic topic : GlobalOption.Topic.values()) {
      assertThat(RemarkCode.of(topic).name()).isEqualTo("OPTION_" + topic.name());
    }
  }
}
