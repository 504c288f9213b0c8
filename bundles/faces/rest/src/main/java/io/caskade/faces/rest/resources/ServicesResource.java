package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.NewService;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.ServiceFields;
import io.caskade.faces.rest.shapes.ServiceShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

/** Television and radio services. */
@Path("/networks/{network}/services")
@Produces("application/json")
@Consumes("application/json")
public final class ServicesResource {
  private final Seams seams;
  private final MergePatch patches;

  public ServicesResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.CATALOGUE_READ)
  @Operation(operationId = "listServices", summary = "Services of a network, by id")
  public Page<ServiceShape> list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @QueryParam("text") @Nullable String text,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var filter =
        new RecordFilter(Answers.given(text), Map.of(), Answers.given(after), Page.limit(limit));
    return Page.of(
        uri,
        seams.catalogue().services(Visit.of(request).caller(), Answers.network(network), filter),
        limit,
        "after",
        Service::id,
        ServiceShape::of);
  }

  @POST
  @Needs(Permission.CATALOGUE_WRITE)
  @Operation(operationId = "addService", summary = "Adds a service")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ServiceShape.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      NewService wanted) {
    Service made =
        seams
            .catalogue()
            .save(
                Visit.of(request).caller(),
                wanted.fields().service(Answers.network(network), wanted.id(), 0));
    return Answers.made(uri, made.id(), ServiceShape.of(made), made.version());
  }

  @GET
  @Path("/{id}")
  @Needs(Permission.CATALOGUE_READ)
  @Operation(operationId = "showService", summary = "One service")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ServiceShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Service found = find(request, network, id);
    return Answers.shown(ServiceShape.of(found), found.version());
  }

  @PATCH
  @Path("/{id}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.CATALOGUE_WRITE)
  @Operation(
      operationId = "changeService",
      summary = "Changes a service; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ServiceFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ServiceShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("service " + id);
    Service present = find(request, network, id);
    ServiceFields wanted =
        patches.apply(ServiceShape.of(present).fields(), ServiceFields.class, patch);
    Service changed =
        seams.catalogue().save(visit.caller(), wanted.service(present.network(), id, version));
    return Answers.shown(ServiceShape.of(changed), changed.version());
  }

  @DELETE
  @Path("/{id}")
  @Needs(Permission.CATALOGUE_WRITE)
  @Operation(operationId = "removeService", summary = "Removes a service; needs If-Match")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("service " + id);
    seams.catalogue().remove(visit.caller(), Answers.network(network), id, version);
    return Answers.gone();
  }

  private Service find(ContainerRequestContext request, String network, String id) {
    return seams.catalogue().service(Visit.of(request).caller(), Answers.network(network), id);
  }
}
