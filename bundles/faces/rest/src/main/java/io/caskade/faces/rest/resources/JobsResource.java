package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Bulk;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.BulkRequest;
import io.caskade.faces.rest.shapes.JobShape;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.PreviewShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Bulk jobs. */
@Path("/networks/{network}/jobs")
@Produces("application/json")
@Consumes("application/json")
public final class JobsResource {
  private final Seams seams;
  private final ObjectMapper mapper;

  public JobsResource(Seams seams, ObjectMapper mapper) {
    this.seams = seams;
    this.mapper = mapper;
  }

  @POST
  @Bulk
  @Needs(Permission.BULK)
  @Operation(
      operationId = "startJob",
      summary = "Starts work for many cards; with dryRun says what it would change")
  @ApiResponse(
      responseCode = "202",
      description = "The job; its path stands in Location",
      content = @Content(schema = @Schema(implementation = JobShape.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With dryRun: the difference",
      content = @Content(schema = @Schema(implementation = PreviewShape.class)))
  public Response start(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      BulkRequest wanted)
      throws JsonProcessingException {
    Caller caller = Visit.of(request).caller();
    BulkWork work = wanted.work(mapper, Answers.network(network));
    return dryRun
        ? Response.ok(PreviewShape.of(seams.jobs().preview(caller, work))).build()
        : accepted(uri, seams.jobs().start(caller, work));
  }

  @GET
  @Needs(Permission.BULK)
  @Operation(operationId = "listJobs", summary = "Jobs, the latest first")
  public Page<JobShape> list(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return new Page<>(
        seams
            .jobs()
            .list(Visit.of(request).caller(), Answers.network(network), Page.limit(limit))
            .stream()
            .map(JobShape::of)
            .toList(),
        null);
  }

  @GET
  @Path("/{id}")
  @Needs(Permission.BULK)
  @Operation(operationId = "showJob", summary = "State and progress of a job")
  public JobShape show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    return JobShape.of(seams.jobs().show(Visit.of(request).caller(), Answers.network(network), id));
  }

  @POST
  @Path("/{id}/cancel")
  @Needs(Permission.BULK)
  @Operation(operationId = "cancelJob", summary = "Stops a job behind the chunk that runs")
  public JobShape cancel(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    return JobShape.of(
        seams.jobs().cancel(Visit.of(request).caller(), Answers.network(network), id));
  }

  @POST
  @Path("/{id}/resume")
  @Needs(Permission.BULK)
  @Operation(operationId = "resumeJob", summary = "Goes on with a job that stopped")
  public JobShape resume(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    return JobShape.of(
        seams.jobs().resume(Visit.of(request).caller(), Answers.network(network), id));
  }

  /** 202 with the path of the job. */
  static Response accepted(UriInfo uri, Job job) {
    return Response.accepted(JobShape.of(job))
        .location(
            uri.getBaseUriBuilder()
                .path("networks")
                .path(job.network().value())
                .path("jobs")
                .path(job.id())
                .build())
        .build();
  }
}
