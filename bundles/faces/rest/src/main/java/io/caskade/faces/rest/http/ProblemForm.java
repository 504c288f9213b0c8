package io.caskade.faces.rest.http;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.Optional;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;

/** Gives a refusal its words, in the reader's language, and every answer its safe headers. */
public final class ProblemForm implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    if (response.getEntity() instanceof Fault fault) {
      Visit visit = Visit.of(request);
      Problem problem = named(fault, request, visit).problem(visit.locale(), visit.path());
      response.setEntity(problem, null, MediaType.valueOf(Problem.MEDIA_TYPE));
      response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, visit.locale().getLanguage());
    }
  }

  /** What only the request knows: path, method, type of the body. */
  private static Fault named(Fault fault, ContainerRequestContext request, Visit visit) {
    ErrorCode code = fault.reason().code();
    String name =
        switch (code) {
          case PATH_UNKNOWN -> visit.path();
          case METHOD_NOT_ALLOWED -> request.getMethod();
          case MEDIA_TYPE_UNSUPPORTED -> String.valueOf(request.getMediaType());
          default -> "";
        };
    return name.isEmpty()
        ? fault
        : new Fault(new CaskadeException(code, name), Optional.empty(), fault.status());
  }
}
