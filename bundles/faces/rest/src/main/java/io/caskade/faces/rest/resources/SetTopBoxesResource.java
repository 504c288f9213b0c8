package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.NewSetTopBox;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.SetTopBoxFields;
import io.caskade.faces.rest.shapes.SetTopBoxShape;
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

/** Set-top boxes and CAMs. */
@Path("/networks/{network}/set-top-boxes")
@Produces("application/json")
@Consumes("application/json")
public final class SetTopBoxesResource {
  private final Seams seams;
  private final MergePatch patches;

  public SetTopBoxesResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.SUBSCRIBERS_READ)
  @Operation(operationId = "listSetTopBoxes", summary = "Boxes of a network, by id")
  public Page<SetTopBoxShape> list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @QueryParam("text") @Nullable String text,
      @QueryParam("subscriber") @Nullable String subscriber,
      @QueryParam("model") @Nullable String model,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    Map<String, String> equal = new LinkedHashMap<>();
    Answers.given(subscriber).ifPresent(value -> equal.put("subscriber", value));
    Answers.given(model).ifPresent(value -> equal.put("model", value));
    var filter =
        new RecordFilter(Answers.given(text), equal, Answers.given(after), Page.limit(limit));
    return Page.of(
        uri,
        seams.subscribers().findBoxes(Visit.of(request).caller(), Answers.network(network), filter),
        limit,
        "after",
        SetTopBox::id,
        SetTopBoxShape::of);
  }

  @POST
  @Needs(Permission.SUBSCRIBERS_WRITE)
  @Operation(operationId = "addSetTopBox", summary = "Adds a box")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = SetTopBoxShape.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      NewSetTopBox wanted) {
    SetTopBox made =
        seams
            .subscribers()
            .saveBox(
                Visit.of(request).caller(),
                wanted.fields().box(Answers.network(network), wanted.id(), 0));
    return Answers.made(uri, made.id(), SetTopBoxShape.of(made), made.version());
  }

  @GET
  @Path("/{id}")
  @Needs(Permission.SUBSCRIBERS_READ)
  @Operation(operationId = "showSetTopBox", summary = "One box")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SetTopBoxShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    SetTopBox found = find(request, network, id);
    return Answers.shown(SetTopBoxShape.of(found), found.version());
  }

  @PATCH
  @Path("/{id}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.SUBSCRIBERS_WRITE)
  @Operation(
      operationId = "changeSetTopBox",
      summary = "Changes a box; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = SetTopBoxFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SetTopBoxShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("box " + id);
    SetTopBox present = find(request, network, id);
    SetTopBoxFields wanted =
        patches.apply(SetTopBoxShape.of(present).fields(), SetTopBoxFields.class, patch);
    SetTopBox changed =
        seams.subscribers().saveBox(visit.caller(), wanted.box(present.network(), id, version));
    return Answers.shown(SetTopBoxShape.of(changed), changed.version());
  }

  @DELETE
  @Path("/{id}")
  @Needs(Permission.SUBSCRIBERS_WRITE)
  @Operation(operationId = "removeSetTopBox", summary = "Removes a box; needs If-Match")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("box " + id);
    seams.subscribers().removeBox(visit.caller(), Answers.network(network), id, version);
    return Answers.gone();
  }

  private SetTopBox find(ContainerRequestContext request, String network, String id) {
    return seams.subscribers().showBox(Visit.of(request).caller(), Answers.network(network), id);
  }
}
