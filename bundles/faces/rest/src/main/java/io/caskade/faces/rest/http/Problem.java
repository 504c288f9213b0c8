package io.caskade.faces.rest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A refusal (RFC 9457).
 *
 * @param type stable; the last part is the code of the catalogue
 * @param detail what was wrong, in the reader's language
 * @param cure what to do about it
 * @param field of the request that is at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A refusal (RFC 9457)")
public record Problem(
    @Schema(example = "https://caskade.io/problems/card-unknown") String type,
    @Schema(example = "card unknown") String title,
    @Schema(example = "404") int status,
    @Schema(example = "There is no card 2100000000 in network 'main'.") String detail,
    @Schema(example = "Check the serial; cas:card-list shows the cards of a network.") String cure,
    @Schema(example = "/api/v1/networks/main/cards/2100000000") String instance,
    @Nullable @Schema(example = "serial") String field) {
  public static final String TYPE_BASE = "https://caskade.io/problems/";
  public static final String MEDIA_TYPE = "application/problem+json";
}
