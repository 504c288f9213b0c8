package io.caskade.lib.simulcrypt.explain;

import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.ParameterUse;
import io.caskade.lib.simulcrypt.ProtocolVersion;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import io.caskade.lib.simulcrypt.emmg.EmmgMessageType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two interfaces by their tables: names for codes. */
public enum SimulcryptInterface {
  ECMG_SCS("ECMG<->SCS", 5, "SCS", "ECMG", EcmgMessageType.table()),
  EMMG_MUX("EMMG/PDG<->MUX", 6, "EMMG/PDG", "MUX", EmmgMessageType.table());

  private final String title;
  private final int clause;
  private final String client;
  private final String server;

  @SuppressWarnings("ImmutableEnumChecker") // filled once
  private final Map<Integer, MessageRow<?>> messages = new HashMap<>();

  @SuppressWarnings("ImmutableEnumChecker") // filled once
  private final Map<Integer, ParameterRow> parameters = new HashMap<>();

  SimulcryptInterface(
      String title, int clause, String client, String server, List<? extends MessageRow<?>> table) {
    this.title = title;
    this.clause = clause;
    this.client = client;
    this.server = server;
    for (MessageRow<?> row : table) {
      messages.put(row.code(), row);
      for (ParameterUse use : row.parameters()) {
        parameters.put(use.parameter().code(), use.parameter());
      }
    }
  }

  /** As the standard writes it. */
  public String title() {
    return title;
  }

  /** Clause of TS 103 197 that defines it. */
  public int clause() {
    return clause;
  }

  /** Who may send {@code row}, in the standard's words. */
  public String sender(MessageRow<?> row) {
    return switch (row.sender()) {
      case CLIENT_TO_SERVER -> client;
      case SERVER_TO_CLIENT -> server;
      case BOTH -> client + ", " + server;
    };
  }

  /** The other one. */
  public SimulcryptInterface other() {
    return this == ECMG_SCS ? EMMG_MUX : ECMG_SCS;
  }

  /** The row of a message_type, or null. */
  public @Nullable MessageRow<?> message(int type) {
    return messages.get(type);
  }

  /** The row of a parameter_type of any message, or null. */
  public @Nullable ParameterRow parameter(int type) {
    return parameters.get(type);
  }

  /** Name of a message_type, or its number. */
  public String messageName(int type) {
    MessageRow<?> row = messages.get(type);
    return row == null ? hex16(type) : row.name();
  }

  /** Name and number of a parameter_type. */
  public String parameterName(int type) {
    ParameterRow row = parameters.get(type);
    return row == null ? hex16(type) : row.name() + " (" + hex16(type) + ")";
  }

  /** The standard's words for an error_status, empty when it has none. */
  public Optional<String> statusText(int status) {
    return switch (this) {
      case ECMG_SCS -> EcmgErrorStatus.of(status).map(EcmgErrorStatus::text);
      case EMMG_MUX -> EmmgErrorStatus.of(status).map(EmmgErrorStatus::text);
    };
  }

  /** True when the five bytes could begin a message of this interface. */
  boolean looksLikeHeader(byte[] bytes, int at) {
    return at + 3 <= bytes.length
        && ProtocolVersion.isDefined(bytes[at])
        && messages.containsKey(((bytes[at + 1] & 0xFF) << 8) | (bytes[at + 2] & 0xFF));
  }

  /** {@code 0x001F}. */
  public static String hex16(int number) {
    return String.format(Locale.ROOT, "0x%04X", number);
  }
}
