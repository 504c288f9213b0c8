package io.caskade.faces.rest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.stream.Collectors;

/** What JSON was wrong, said in the words of the request instead of Java's. */
final class JsonFaults {
  private JsonFaults() {}

  static FieldFault of(JsonProcessingException thrown) {
    if (thrown instanceof UnrecognizedPropertyException unknown) {
      String field = path(unknown);
      return new FieldFault(field, new CaskadeException(ErrorCode.FIELD_UNKNOWN, field));
    }
    if (thrown instanceof JsonMappingException mapping
        && !mapping.getPath().isEmpty()
        && !(mapping.getCause() instanceof StreamReadException)) {
      String field = path(mapping);
      return mapping instanceof ValueInstantiationException
              && mapping.getCause() instanceof CaskadeException reason
          ? new FieldFault(field, reason)
          : FieldFault.invalid(field, "it is missing, or has the wrong form");
    }
    String where =
        thrown.getLocation() == null
            ? "malformed JSON"
            : "malformed JSON in line %d, column %d"
                .formatted(thrown.getLocation().getLineNr(), thrown.getLocation().getColumnNr());
    return new FieldFault("", new CaskadeException(ErrorCode.BODY_INVALID, where));
  }

  /** {@code entitlements[0].start}. */
  private static String path(JsonMappingException thrown) {
    String path =
        thrown.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining());
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
