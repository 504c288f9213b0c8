package io.caskade.lib.ts.psi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.List;

/** Any body gives a table that can be written again, or a {@link TsFormatException}. */
class PsiFuzzTest {
  private static final int LARGEST_BODY = TableSections.MAX_BODY;

  @FuzzTest
  void parsesOrSaysWhatIsWrong(byte[] data) throws TsFormatException {
    if (data.length > LARGEST_BODY) {
      return;
    }
    TablePart part = new TablePart(0x1234, 5, true, 0, 0);
    check(() -> pat(Section.psi(Pat.TABLE_ID, part, data)));
    check(() -> cat(Section.psi(Cat.TABLE_ID, part, data)));
    check(() -> pmt(Section.psi(Pmt.TABLE_ID, part, data)));
    check(() -> sdt(Section.serviceInformation(Sdt.TABLE_ID, part, data)));
  }

  @FuzzTest
  void anySectionIsReadOrRefused(byte[] data) {
    check(
        () -> {
          Section section = Section.parse(data);
          check(() -> pat(section));
          check(() -> cat(section));
          check(() -> pmt(section));
          check(() -> sdt(section));
        });
  }

  private interface Parsing {
    void run() throws TsFormatException;
  }

  private static void check(Parsing parsing) {
    try {
      parsing.run();
    } catch (TsFormatException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void pat(Section section) throws TsFormatException {
    Pat pat = Pat.parse(List.of(section));
    assertThat(Pat.parse(pat.toSections())).isEqualTo(pat);
  }

  private static void cat(Section section) throws TsFormatException {
    Cat cat = Cat.parse(List.of(section));
    assertThat(Cat.parse(cat.toSections())).isEqualTo(cat);
  }

  private static void pmt(Section section) throws TsFormatException {
    Pmt pmt = Pmt.parse(section);
    if (section.size() <= Section.MAX_PSI_SIZE) {
      assertThat(Pmt.parse(pmt.toSection())).isEqualTo(pmt);
    }
  }

  private static void sdt(Section section) throws TsFormatException {
    Sdt sdt = Sdt.parse(List.of(section));
    sdt.services().forEach(Sdt.Service::description);
    if (section.size() <= Section.MAX_PSI_SIZE) {
      assertThat(Sdt.parse(sdt.toSections())).isEqualTo(sdt);
    }
  }
}
