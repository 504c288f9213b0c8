package io.caskade.faces.rest.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.jobs.AnsweredRequest;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.shapes.ShownOnce;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.Priority;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Priorities;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code Idempotency-Key}: a request that is sent again within 24 hours gets the answer of the
 * first; its changes bear an id made of client and key, so that even a lost answer changes nothing
 * twice. Answers of the server's own trouble are not kept, and of one with a secret ({@link
 * ShownOnce}) only that it was given.
 */
@Priority(Priorities.USER)
public final class Idempotency implements ContainerRequestFilter, ContainerResponseFilter {
  public static final String HEADER = "Idempotency-Key";

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
  private static final String PENDING = "io.caskade.idempotency";
  private static final int LONGEST_KEY = 128;

  private final Seams seams;
  private final ObjectMapper mapper;
  private final InstantSource clock;

  public Idempotency(Seams seams, ObjectMapper mapper, InstantSource clock) {
    this.seams = seams;
    this.mapper = mapper;
    this.clock = clock;
  }

  private record Pending(String id, Octets requestHash, Caller caller) {}

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null
        || HttpMethod.GET.equals(request.getMethod())
        || !(request.getProperty(Visit.CALLER) instanceof Caller caller)) {
      return;
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw FieldFault.invalid(HEADER, "1 to 128 characters");
    }
    Visit visit = Visit.of(request);
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    var pending =
        new Pending(
            sha256(text(caller.actor().name() + "\n" + key)).hex(),
            sha256(
                text(request.getMethod() + "\n" + visit.path() + "\n"),
                text(String.valueOf(request.getUriInfo().getRequestUri().getRawQuery()) + "\n"),
                body),
            caller);
    Optional<AnsweredRequest> earlier = seams.answers().find(pending.id());
    if (earlier.isPresent()) {
      request.abortWith(again(earlier.get(), pending));
      return;
    }
    request.setProperty(PENDING, pending);
    request.setProperty(Visit.CALLER, caller.withRequest(changeId(pending)));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws IOException {
    if (!(request.getProperty(PENDING) instanceof Pending pending)
        || response.getStatus() >= 400
        || response.hasEntity()
            && !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
      return;
    }
    boolean kept = response.hasEntity() && !(response.getEntity() instanceof ShownOnce);
    byte[] body = kept ? mapper.writeValueAsBytes(response.getEntity()) : new byte[0];
    var answer =
        new AnsweredRequest(
            StoredRecord.HEAD_END,
            pending.id(),
            1,
            pending.requestHash(),
            response.getStatus(),
            String.valueOf(response.getHeaders().getFirst(HttpHeaders.ETAG)).replace("null", ""),
            response.getLocation() == null ? "" : response.getLocation().toString(),
            Octets.of(body),
            clock.instant());
    try {
      seams.answers().keep(pending.caller(), answer);
    } catch (CaskadeException e) {
      LOG.warn("An answer could not be kept for its idempotency key: {}", e.getMessage());
    }
  }

  /** Of key and request: a key that comes back for something else, days later, is a new change. */
  private static UUID changeId(Pending pending) {
    return UUID.nameUUIDFromBytes(text(pending.id() + pending.requestHash().hex()));
  }

  private static Response again(AnsweredRequest earlier, Pending pending) {
    if (!earlier.requestHash().equals(pending.requestHash())) {
      throw new CaskadeException(ErrorCode.IDEMPOTENCY_MISMATCH);
    }
    Response.ResponseBuilder answer =
        Response.status(earlier.status()).header("Idempotency-Replayed", "true");
    if (!earlier.entityTag().isEmpty()) {
      answer.header(HttpHeaders.ETAG, earlier.entityTag());
    }
    if (!earlier.location().isEmpty()) {
      answer.header(HttpHeaders.LOCATION, earlier.location());
    }
    if (earlier.body().length() > 0) {
      answer.type(MediaType.APPLICATION_JSON_TYPE).entity(earlier.body().toByteArray());
    }
    return answer.build();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Octets sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return Octets.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
