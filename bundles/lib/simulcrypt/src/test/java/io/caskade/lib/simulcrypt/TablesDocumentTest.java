package io.caskade.lib.simulcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.emmg.EmmgMessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/simulcrypt-tables.md} is printed from the tables that drive the decoders. */
class TablesDocumentTest {
  private static final int[] VERSIONS = {1, 2, 3, 5};
  private static final Path DOCUMENT = Path.of("../../../docs/simulcrypt-tables.md");
  private static final Path PRINTED = Path.of("target/simulcrypt-tables.md");

  @Test
  void theCommittedDocumentIsThePrintedTables() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# SimulCrypt tables\n\n");
    text.append("Printed by `TablesDocumentTest` from the tables of `lib/simulcrypt`; after a");
    text.append(" change copy `bundles/lib/simulcrypt/target/simulcrypt-tables.md` here.\n");
    text.append("A count holds for versions 1, 2, 3 and 5; `v1:` stands before what differs in");
    text.append(" version 1, `v5:` before what differs in version 5.\n");
    print(text, "ECMG<->SCS (TS 103 197, clause 5)", "SCS", "ECMG", EcmgMessageType.table());
    print(text, "EMMG/PDG<->MUX (TS 103 197, clause 6)", "EMMG", "MUX", EmmgMessageType.table());
    Files.writeString(PRINTED, text);

    assertThat(Files.readString(DOCUMENT)).isEqualTo(text.toString());
  }

  private static <M> void print(
      StringBuilder text, String title, String client, String server, List<MessageRow<M>> table) {
    TreeMap<Integer, ParameterRow> parameters = new TreeMap<>();
    text.append("\n## ").append(title).append("\n\n");
    text.append("| code | message | direction | parameters (count) |\n|---|---|---|---|\n");
    for (MessageRow<M> row : table) {
      text.append(String.format(Locale.ROOT, "| 0x%04X | %s | ", row.code(), row.name()));
      text.append(
          switch (row.sender()) {
            case CLIENT_TO_SERVER -> client + "->" + server;
            case SERVER_TO_CLIENT -> server + "->" + client;
            case BOTH -> "both";
          });
      String separator = " | ";
      for (ParameterUse use : row.parameters()) {
        parameters.put(use.parameter().code(), use.parameter());
        text.append(separator).append(use.parameter().name()).append(' ').append(count(use));
        separator = ", ";
      }
      text.append(" |\n");
    }
    text.append("\n| code | parameter | bytes | greatest value | form |\n|---|---|---|---|---|\n");
    parameters.values().forEach(row -> printParameter(text, row));
  }

  private static String count(ParameterUse use) {
    String most = use.repeats() ? "n" : "1";
    String later = range(use.min(2), most);
    String first = range(use.min(1), most);
    return first.equals(later) ? later : later + " (v1: " + first + ")";
  }

  private static String range(int least, String most) {
    return most.equals("1") && least == 1 ? "1" : least + ".." + most;
  }

  private static void printParameter(StringBuilder text, ParameterRow row) {
    String form = row.form().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    text.append(String.format(Locale.ROOT, "| 0x%04X | %s | ", row.code(), row.name()));
    appendByVersion(text, row, TablesDocumentTest::length);
    text.append(" | ");
    appendByVersion(text, row, TablesDocumentTest::value);
    text.append(" | ").append(form).append(" |\n");
  }

  private interface Cell {
    String of(ParameterRow row, int version);
  }

  private static void appendByVersion(StringBuilder text, ParameterRow row, Cell cell) {
    String usual = cell.of(row, ProtocolVersion.DEFAULT);
    text.append(usual);
    for (int version : VERSIONS) {
      if (!cell.of(row, version).equals(usual)) {
        text.append(" v").append(version).append(": ").append(cell.of(row, version));
      }
    }
  }

  private static String length(ParameterRow row, int version) {
    int least = row.minLength(version);
    int most = row.maxLength(version);
    return least == most ? "" + least : least + ".." + most;
  }

  private static String value(ParameterRow row, int version) {
    return row.maxValue(version) == Long.MAX_VALUE ? "" : "" + row.maxValue(version);
  }
}
