package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.SealedChange;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.events.EventStreams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.EventShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/** Changes as they are sealed, as server-sent events. */
@Path("/events")
public final class EventsResource {
  private final Seams seams;
  private final ObjectMapper mapper;
  private final EventStreams streams;
  private final java.util.function.IntSupplier most;

  public EventsResource(
      Seams seams, ObjectMapper mapper, EventStreams streams, java.util.function.IntSupplier most) {
    this.seams = seams;
    this.mapper = mapper;
    this.streams = streams;
    this.most = most;
  }

  @GET
  @Produces("text/event-stream")
  @Needs(Permission.CARDS_READ)
  @Operation(
      operationId = "events",
      summary = "Server-sent events: every change of the networks that the caller may see")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "text/event-stream",
              schema = @Schema(implementation = EventShape.class)))
  public Response events(
      @Context ContainerRequestContext request,
      @QueryParam("network") @Nullable String network,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
    Caller caller = Visit.of(request).caller();
    Optional<NetworkId> only = Answers.given(network).map(Answers::network);
    ChangeFeed feed = seams.feed();
    long after = Answers.given(lastEventId).map(EventsResource::number).orElseGet(feed::head);
    StreamingOutput stream =
        out -> {
          streams.enter(most.getAsInt());
          try {
            streams.follow(feed, after, change -> tell(out, caller, only, change));
          } finally {
            streams.leave();
          }
        };
    return Response.ok(stream).type("text/event-stream").build();
  }

  private void tell(
      OutputStream out, Caller caller, Optional<NetworkId> only, @Nullable SealedChange change)
      throws IOException {
    if (change == null) {
      out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      return;
    }
    boolean shown = only.isEmpty() || only.get().equals(change.network());
    if (shown && caller.sees(change.network())) {
      String text =
          "id: %d\nevent: %s\ndata: %s\n\n"
              .formatted(
                  change.seq(),
                  change.target().replaceAll(":.*", "").replaceAll("[^a-z-]", ""),
                  mapper.writeValueAsString(EventShape.of(change)));
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private static long number(String text) {
    try {
      return Math.max(0, Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      throw FieldFault.invalid("Last-Event-ID", "the id of an event");
    }
  }
}
