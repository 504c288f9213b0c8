package io.caskade.faces.rest.resources;

import io.caskade.api.rights.Permission;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Bulk;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.reports.ReportForm;
import io.caskade.faces.rest.shapes.ReportShape;
import io.caskade.faces.rest.shapes.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/** Reports in the form that is asked for. */
@Path("/networks/{network}/reports")
@Produces({"application/json", ReportForm.CSV_TYPE, ReportForm.XLSX_TYPE, ReportForm.PDF_TYPE})
public final class ReportsResource {
  private final Seams seams;
  private final java.time.InstantSource clock;

  public ReportsResource(Seams seams, java.time.InstantSource clock) {
    this.seams = seams;
    this.clock = clock;
  }

  @GET
  @Path("/{kind}")
  @Needs(Permission.REPORTS)
  @Operation(
      operationId = "report",
      summary = "A report: json, csv, xlsx or pdf; kinds stand in the capabilities")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = ReportShape.class)),
        @Content(mediaType = ReportForm.CSV_TYPE, schema = @Schema(type = "string")),
        @Content(
            mediaType = ReportForm.XLSX_TYPE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = ReportForm.PDF_TYPE,
            schema = @Schema(type = "string", format = "binary"))
      })
  public Response report(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("kind") String kind,
      @QueryParam("at") @Nullable String at,
      @QueryParam("from") @Nullable String from,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("format") @DefaultValue("json") String format) {
    return run(
        request,
        new ReportRequest(
            Words.parse(ReportKind.class, kind, "kind"),
            Answers.network(network),
            Answers.instant(at, "at").orElseGet(clock::instant),
            Answers.instant(from, "from"),
            Answers.given(subject),
            Optional.empty()),
        format);
  }

  @POST
  @Path("/reconciliation")
  @Consumes({ReportForm.CSV_TYPE, "text/plain"})
  @Bulk
  @Needs(Permission.REPORTS)
  @Operation(
      operationId = "reconcile",
      summary = "Compares lines serial;mask;finish of billing with the network",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = ReportForm.CSV_TYPE,
                      schema =
                          @Schema(
                              type = "string",
                              example = "2100000000;00000011;2026-12-31T23:59:59Z"))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReportShape.class)))
  public Response reconcile(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @QueryParam("format") @DefaultValue("json") String format,
      String file) {
    return run(
        request,
        new ReportRequest(
            ReportKind.RECONCILIATION,
            Answers.network(network),
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(file)),
        format);
  }

  private Response run(ContainerRequestContext request, ReportRequest wanted, String format) {
    ReportForm form = Words.parse(ReportForm.class, format, "format");
    Visit visit = Visit.of(request);
    Report report = seams.reports().run(visit.caller(), wanted);
    if (form == ReportForm.JSON) {
      return Response.ok(ReportShape.of(report)).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
    StreamingOutput file = out -> form.write(report, visit.locale(), out);
    return Response.ok(file)
        .type(form.mediaType())
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s-%s.%s\""
                .formatted(wanted.network(), Words.of(wanted.kind()), Words.of(form)))
        .build();
  }
}
