package io.caskade.store.jpa.changes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What the journal is to keep of a change that was written, beside what every change has.
 *
 * @param urgency null when it follows the rest of its transaction
 */
public record Written(
    boolean journalled,
    String operation,
    @Nullable Urgency urgency,
    @Nullable CardSerial serial,
    String target,
    String result,
    @Nullable String before,
    @Nullable String after) {
  public static final String OK = "OK";
}
