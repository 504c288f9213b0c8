package io.caskade.faces.rest.http;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.access.BearerToken;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;

/** One request, as the resources see it. */
public final class Visit {
  /** Attribute of the servlet request: the address it came from. */
  public static final String SOURCE = "io.caskade.source";

  static final String CALLER = "io.caskade.caller";
  private static final int LONGEST_TOKEN = 512;

  private final ContainerRequestContext request;

  private Visit(ContainerRequestContext request) {
    this.request = request;
  }

  public static Visit of(ContainerRequestContext request) {
    return new Visit(request);
  }

  /** Who calls. */
  public Caller caller() {
    if (request.getProperty(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
  }

  /** Address of the client. */
  public String source() {
    Object source = request.getProperty(SOURCE);
    return source == null ? "rest" : source.toString();
  }

  /** The bearer token of the request; empty when it has none. */
  private String bearer() {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? header.substring(7).strip()
        : "";
  }

  /** Russian when it is preferred to English. */
  public Locale locale() {
    return request.getAcceptableLanguages().stream()
        .map(Locale::getLanguage)
        .filter(language -> language.equals("ru") || language.equals("en"))
        .findFirst()
        .filter("ru"::equals)
        .map(Locale::forLanguageTag)
        .orElse(Locale.ENGLISH);
  }

  /** Path without the query, which may hold personal data. */
  String path() {
    return request.getUriInfo().getRequestUri().getRawPath();
  }

  /**
   * The version that the client saw.
   *
   * @throws CaskadeException FIELD_INVALID
   */
  public OptionalLong version() {
    String header = request.getHeaderString(HttpHeaders.IF_MATCH);
    return header == null || header.isBlank() ? OptionalLong.empty() : OptionalLong.of(tag(header));
  }

  /**
   * The version that the client saw, where two people may edit the same thing.
   *
   * @param what it is about
   * @throws CaskadeException VERSION_REQUIRED, FIELD_INVALID
   */
  public long requiredVersion(String what) {
    return version().orElseThrow(() -> new CaskadeException(ErrorCode.VERSION_REQUIRED, what));
  }

  public static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }

  private static long tag(String header) {
    String digits = header.strip();
    if (digits.length() > 2 && digits.startsWith("\"") && digits.endsWith("\"")) {
      digits = digits.substring(1, digits.length() - 1);
      if (digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseLong(digits);
      }
    }
    throw FieldFault.invalid("If-Match", "one ETag as the answer gave it, for example \"7\"");
  }

  /**
   * Hands the token of the request on, and destroys it afterwards.
   *
   * @throws CaskadeException UNAUTHENTICATED without a token
   */
  public <T> T token(Function<BearerToken, T> user) {
    String text = bearer();
    if (text.isEmpty()
        || text.length() > LONGEST_TOKEN
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
    }
    var token = new BearerToken(text);
    try {
      return user.apply(token);
    } finally {
      token.destroy();
    }
  }

  /** As {@link #token}, for a user without a result. */
  public void withToken(Consumer<BearerToken> user) {
    token(
        token -> {
          user.accept(token);
          return true;
        });
  }
}
