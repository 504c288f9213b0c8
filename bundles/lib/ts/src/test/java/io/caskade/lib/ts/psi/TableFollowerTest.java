package io.caskade.lib.ts.psi;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.ts.section.Section;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableFollowerTest {
  private final TableFollower follower = new TableFollower(Cat.TABLE_ID);

  private static Section cat(int version, int caSystemId) {
    return new Cat(version, List.of(new CaDescriptor(caSystemId, 0x1F0).toDescriptor()))
        .toSections()
        .get(0);
  }

  @Test
  void aTableIsAnsweredOnceUntilItChanges() {
    assertThat(follower.accept(cat(0, 0x0B00))).isPresent();
    assertThat(follower.accept(cat(0, 0x0B00))).isEmpty();
    assertThat(follower.accept(cat(1, 0x0B01))).isPresent();
  }

  @Test
  void otherContentOfTheSameVersionIsAnswered() {
    assertThat(follower.accept(cat(0, 0x0B00))).isPresent();
    assertThat(follower.accept(cat(0, 0x0500))).contains(List.of(cat(0, 0x0500)));
    assertThat(follower.accept(cat(0, 0x0B00))).isPresent();
  }

  @Test
  void aTableOfSeveralSectionsIsAnsweredWhenAllAreThere() {
    List<Descriptor> many =
        IntStream.range(0, 300).mapToObj(i -> new CaDescriptor(i, i).toDescriptor()).toList();
    List<Section> sections = new Cat(0, many).toSections();
    assertThat(sections).hasSizeGreaterThan(1);
    for (Section section : sections.subList(0, sections.size() - 1)) {
      assertThat(follower.accept(section)).isEmpty();
    }
    assertThat(follower.accept(sections.get(sections.size() - 1))).contains(sections);
    assertThat(follower.accept(sections.get(0))).isEmpty();
  }

  @Test
  void otherTablesAreNotItsConcern() {
    Section pat = new Pat(1, 0, List.of()).toSections().get(0);
    assertThat(follower.concerns(pat)).isFalse();
    assertThat(follower.accept(pat)).isEmpty();
  }
}
