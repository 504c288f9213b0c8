package io.caskade.faces.rest.shapes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.CardEdit;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Fields of a card to be changed; what is left out stays, null takes it away.
 *
 * @param parent serial of the card whose household it belongs to
 */
public record CardFields(
    Optional<List<Entitlement>> entitlements,
    Optional<Boolean> paired,
    Optional<Boolean> protectedCard,
    @Schema(example = "north") Optional<String> region,
    @Schema(example = "17") Optional<String> subscriber,
    Optional<String> setTopBox,
    Optional<Long> parent) {

  /**
   * What a merge patch changes.
   *
   * @param field where the patch stands in the request; empty for the whole body
   */
  public static CardEdit edit(ObjectMapper mapper, JsonNode patch, String field)
      throws JsonProcessingException {
    CardFields given = mapper.treeToValue(patch, CardFields.class);
    for (String name : List.of("entitlements", "paired", "protectedCard", "region")) {
      if (patch.path(name).isNull()) {
        throw FieldFault.invalid(field + name, "it cannot be taken away");
      }
    }
    return new CardEdit(
        given.entitlements.map(list -> Entitlement.windows(list, field + "entitlements")),
        given.paired,
        given.protectedCard,
        given.region,
        patch.has("subscriber") ? Optional.of(given.subscriber) : Optional.empty(),
        patch.has("setTopBox") ? Optional.of(given.setTopBox) : Optional.empty(),
        patch.has("parent")
            ? Optional.of(
                given.parent.map(
                    value -> FieldFault.in(field + "parent", () -> new CardSerial(value))))
            : Optional.empty());
  }
}
