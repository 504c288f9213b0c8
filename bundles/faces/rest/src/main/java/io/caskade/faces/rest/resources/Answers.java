package io.caskade.faces.rest.resources;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** How resources answer. */
final class Answers {
  private Answers() {}

  /** With its version as ETag. */
  static Response shown(Object shape, long version) {
    return Response.ok(shape).tag(Visit.tag(version)).build();
  }

  /** 201 with the path of what was made. */
  static Response made(UriInfo uri, String id, Object shape, long version) {
    return Response.created(uri.getAbsolutePathBuilder().path(id).build())
        .entity(shape)
        .tag(Visit.tag(version))
        .build();
  }

  static Response gone() {
    return Response.noContent().build();
  }

  /**
   * @throws FieldFault NETWORK_NAME_INVALID
   */
  static NetworkId network(String text) {
    return FieldFault.in("network", () -> new NetworkId(text));
  }

  /**
   * @throws FieldFault CARD_SERIAL_INVALID
   */
  static CardSerial serial(String text) {
    return FieldFault.in("serial", () -> CardSerial.parse(text));
  }

  /**
   * @param text RFC 3339; null when the parameter is absent
   * @throws FieldFault FIELD_INVALID
   */
  static Optional<Instant> instant(@Nullable String text, String field) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw FieldFault.invalid(field, "an instant as 2026-12-31T23:59:59Z");
    }
  }

  static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(words -> !words.isBlank());
  }

  /**
   * Strictly: what a dry run is decides whether something is changed.
   *
   * @throws FieldFault FIELD_INVALID for anything but {@code true} and {@code false}
   */
  static boolean flag(String text, String field) {
    if (!text.equals("true") && !text.equals("false")) {
      throw FieldFault.invalid(field, "true or false");
    }
    return text.equals("true");
  }
}
