package io.caskade.faces.rest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;

/** RFC 7396: what is given replaces, null takes away, what is left out stays. */
public final class MergePatch {
  private final ObjectMapper mapper;

  public MergePatch(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param present the fields that may be changed, as they are
   * @return as they are wanted
   */
  public <T> T apply(T present, Class<T> kind, JsonNode patch) throws JsonProcessingException {
    if (!patch.isObject()) {
      throw new CaskadeException(ErrorCode.BODY_INVALID, "an object is needed");
    }
    ObjectNode merged = mapper.valueToTree(present);
    merge(merged, patch);
    return mapper.treeToValue(merged, kind);
  }

  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNull()) {
                target.remove(field.getKey());
              } else if (field.getValue().isObject()
                  && target.get(field.getKey()) instanceof ObjectNode inner) {
                merge(inner, field.getValue());
              } else {
                target.set(field.getKey(), field.getValue());
              }
            });
  }
}
