package io.caskade.receivers.cccam;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.cccam.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdFileTest {
  @TempDir Path data;

  private final Random random = new Random(7);

  @Test
  void anIdIsMadeOnceForEachListener() {
    NodeId made = new NodeIdFile(data.resolve("receivers"), "main", random).get();

    assertThat(made.isPartner()).isTrue();
    assertThat(new NodeIdFile(data.resolve("receivers"), "main", random).get()).isEqualTo(made);
    assertThat(new NodeIdFile(data.resolve("receivers"), "other", random).get()).isNotEqualTo(made);
  }

  @Test
  void aDamagedFileIsMadeAnew() throws IOException {
    Files.writeString(data.resolve("cccam-main.node"), "no id\n");
    NodeId made = new NodeIdFile(data, "main", random).get();

    assertThat(made.isPartner()).isTrue();
    assertThat(Files.readString(data.resolve("cccam-main.node"))).isEqualTo(made + "\n");
  }

  @Test
  void whatCannotBeKeptServesUntilTheNextStart() throws IOException {
    Path file = Files.createFile(data.resolve("a file"));

    assertThat(new NodeIdFile(file, "main", random).get().isPartner()).isTrue();
  }
}
