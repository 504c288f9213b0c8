package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.NewSubscriber;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.SubscriberFields;
import io.caskade.faces.rest.shapes.SubscriberShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Subscribers. */
@Path("/networks/{network}/subscribers")
@Produces("application/json")
@Consumes("application/json")
public final class SubscribersResource {
  private final Seams seams;
  private final MergePatch patches;
  private final java.time.InstantSource clock;

  public SubscribersResource(Seams seams, MergePatch patches, java.time.InstantSource clock) {
    this.seams = seams;
    this.patches = patches;
    this.clock = clock;
  }

  @GET
  @Needs(Permission.SUBSCRIBERS_READ)
  @Operation(
      operationId = "listSubscribers",
      summary = "Subscribers by id; text is the beginning of name, contract, phone or e-mail")
  public Page<SubscriberShape> list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @QueryParam("text") @Nullable String text,
      @QueryParam("region") @Nullable String region,
      @QueryParam("tag") @Nullable String tag,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    Map<String, String> equal = new LinkedHashMap<>();
    Answers.given(region).ifPresent(value -> equal.put("region", value));
    Answers.given(tag).ifPresent(value -> equal.put("tag", value));
    var filter =
        new RecordFilter(Answers.given(text), equal, Answers.given(after), Page.limit(limit));
    return Page.of(
        uri,
        seams.subscribers().find(Visit.of(request).caller(), Answers.network(network), filter),
        limit,
        "after",
        Subscriber::id,
        SubscriberShape::of);
  }

  @POST
  @Needs(Permission.SUBSCRIBERS_WRITE)
  @Operation(operationId = "addSubscriber", summary = "Adds a subscriber")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = SubscriberShape.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      NewSubscriber wanted) {
    Subscriber made =
        seams
            .subscribers()
            .save(
                Visit.of(request).caller(),
                wanted
                    .fields()
                    .subscriber(Answers.network(network), wanted.id(), 0, false, clock.instant()));
    return Answers.made(uri, made.id(), SubscriberShape.of(made), made.version());
  }

  @GET
  @Path("/{id}")
  @Needs(Permission.SUBSCRIBERS_READ)
  @Operation(operationId = "showSubscriber", summary = "One subscriber")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SubscriberShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Subscriber found = find(request, network, id);
    return Answers.shown(SubscriberShape.of(found), found.version());
  }

  @PATCH
  @Path("/{id}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.SUBSCRIBERS_WRITE)
  @Operation(
      operationId = "changeSubscriber",
      summary = "Changes a subscriber; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = SubscriberFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SubscriberShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("subscriber " + id);
    Subscriber present = find(request, network, id);
    SubscriberFields wanted =
        patches.apply(SubscriberShape.of(present).fields(), SubscriberFields.class, patch);
    Subscriber changed =
        seams
            .subscribers()
            .save(
                visit.caller(),
                wanted.subscriber(
                    present.network(), id, version, present.forgotten(), present.createdAt()));
    return Answers.shown(SubscriberShape.of(changed), changed.version());
  }

  @DELETE
  @Path("/{id}")
  @Needs(Permission.SUBSCRIBERS_WRITE)
  @Operation(
      operationId = "removeSubscriber",
      summary = "Removes a subscriber who has no cards; needs If-Match")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("subscriber " + id);
    seams.subscribers().remove(visit.caller(), Answers.network(network), id, version);
    return Answers.gone();
  }

  @POST
  @Path("/{id}/forget")
  @Needs(Permission.SUBSCRIBERS_FORGET)
  @Operation(operationId = "forgetSubscriber", summary = "Erases the personal data")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SubscriberShape.class)))
  public Response forget(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Subscriber left =
        seams.subscribers().forget(Visit.of(request).caller(), Answers.network(network), id);
    return Answers.shown(SubscriberShape.of(left), left.version());
  }

  private Subscriber find(ContainerRequestContext request, String network, String id) {
    return seams.subscribers().show(Visit.of(request).caller(), Answers.network(network), id);
  }
}
