package io.caskade.faces.rest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.Optional;
import java.util.UUID;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one mapper of refusals. What nobody foresaw goes into the log under a number. */
public final class Faults implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final int WAIT_SECONDS = 5;

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof ParamException parameter
        && !(thrown instanceof ParamException.PathParamException)) {
      return toResponse(FieldFault.invalid(parameter.getParameterName(), "it has the wrong form"));
    }
    if (thrown instanceof WebApplicationException refused) {
      return ofJaxRs(refused);
    }
    Fault fault = fault(thrown);
    Response.ResponseBuilder answer = Response.status(fault.status()).entity(fault);
    switch (fault.reason().code()) {
      case UNAUTHENTICATED, SIGN_IN_REFUSED, SECOND_FACTOR_NEEDED ->
          answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"caskade\"");
      case RATE_LIMITED -> answer.header(HttpHeaders.RETRY_AFTER, seconds(fault.reason()));
      case DATABASE_UNAVAILABLE, PART_MISSING, OVERLOADED ->
          answer.header(HttpHeaders.RETRY_AFTER, WAIT_SECONDS);
      default -> {
        // No other refusal says when to come again.
      }
    }
    return answer.build();
  }

  private static Fault fault(Throwable thrown) {
    if (thrown instanceof CaskadeException reason) {
      return Fault.of(reason);
    }
    if (thrown instanceof FieldFault fieldFault) {
      return Fault.of(fieldFault);
    }
    if (thrown instanceof JsonProcessingException json) {
      return Fault.of(JsonFaults.of(json));
    }
    return Fault.of(unforeseen(thrown));
  }

  private static CaskadeException unforeseen(Throwable thrown) {
    UUID number = UUID.randomUUID();
    LOG.error("A request failed, number {}", number, thrown);
    return new CaskadeException(ErrorCode.FAULT, number.toString());
  }

  /** Keeps status and headers (Allow of 405) of what Jersey refuses. */
  private static Response ofJaxRs(WebApplicationException refused) {
    Response given = refused.getResponse();
    if (given.getStatus() < 400) {
      return given;
    }
    CaskadeException reason =
        switch (given.getStatus()) {
          case 400 -> new CaskadeException(ErrorCode.BODY_INVALID, "malformed");
          case 404 -> new CaskadeException(ErrorCode.PATH_UNKNOWN, "");
          case 405 -> new CaskadeException(ErrorCode.METHOD_NOT_ALLOWED, "");
          case 406 -> new CaskadeException(ErrorCode.NOT_ACCEPTABLE);
          case 415 -> new CaskadeException(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "");
          default -> unforeseen(refused);
        };
    return Response.fromResponse(given)
        .status(reason.code().httpStatus())
        .entity(new Fault(reason, Optional.empty(), reason.code().httpStatus()))
        .build();
  }

  private static Object seconds(CaskadeException reason) {
    return reason.arguments().isEmpty() ? "60" : reason.arguments().get(0).toString();
  }
}
