package io.caskade.faces.rest.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next path of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable @Schema(nullable = true) String next) {
  /** Most items of a page. */
  public static final int MOST = 1000;

  /**
   * @param found at most {@code limit}; as many mean that there may be more
   * @param cursor of an item, for {@code after}
   */
  public static <S, T> Page<T> of(
      UriInfo uri,
      List<S> found,
      int limit,
      String parameter,
      Function<S, String> cursor,
      Function<S, T> shape) {
    String next = null;
    if (found.size() >= limit) {
      URI following =
          uri.getRequestUriBuilder()
              .replaceQueryParam(parameter, cursor.apply(found.get(found.size() - 1)))
              .build();
      next = following.getRawPath() + "?" + following.getRawQuery();
    }
    return new Page<>(found.stream().map(shape).toList(), next);
  }

  /**
   * @throws FieldFault outside 1 to 1,000
   */
  public static int limit(int wanted) {
    if (wanted < 1 || wanted > MOST) {
      throw FieldFault.invalid("limit", "1 to 1000 are allowed");
    }
    return wanted;
  }
}
