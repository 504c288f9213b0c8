package io.caskade.faces.rest.resources;

import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Bulk;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.BilledSet;
import io.caskade.faces.rest.shapes.JobShape;
import io.caskade.faces.rest.shapes.PreviewShape;
import io.caskade.faces.rest.shapes.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Full synchronisation from billing. */
@Path("/networks/{network}/entitlements")
@Produces("application/json")
@Consumes("application/json")
public final class SynchronisationResource {
  private final Seams seams;

  public SynchronisationResource(Seams seams) {
    this.seams = seams;
  }

  @PUT
  @Bulk
  @Needs(Permission.BULK)
  @Operation(
      operationId = "synchronise",
      summary = "Makes the network equal to billing's complete set; with dryRun says how")
  @ApiResponse(
      responseCode = "202",
      description = "The job; its path stands in Location",
      content = @Content(schema = @Schema(implementation = JobShape.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With dryRun: the difference",
      content = @Content(schema = @Schema(implementation = PreviewShape.class)))
  public Response synchronise(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("unlisted") @DefaultValue("keep") String unlisted,
      BilledSet billed) {
    Caller caller = Visit.of(request).caller();
    BulkWork work =
        billed.work(
            Answers.network(network), Words.parse(BulkWork.Unlisted.class, unlisted, "unlisted"));
    return dryRun
        ? Response.ok(PreviewShape.of(seams.jobs().preview(caller, work))).build()
        : JobsResource.accepted(uri, seams.jobs().start(caller, work));
  }
}
