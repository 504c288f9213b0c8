package io.caskade.faces.rest.resources;

import io.caskade.api.rights.Permission;
import io.caskade.api.rights.receivers.files.LineForm;
import io.caskade.api.rights.receivers.files.LineRequest;
import io.caskade.api.rights.receivers.files.ReceiverSheet;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** Ready lines for the receiver of an account, with its password in clear. */
@Path("/networks/{network}/receivers/{name}/lines")
public final class ReceiverLinesResource {
  private static final String SVG = "image/svg+xml";
  private static final String TEXT = "text/plain;charset=utf-8";

  private final Seams seams;

  public ReceiverLinesResource(Seams seams) {
    this.seams = seams;
  }

  @GET
  @Produces(TEXT)
  @Needs({Permission.RECEIVERS_READ, Permission.RECEIVERS_WRITE})
  @Operation(
      operationId = "receiverLines",
      summary =
          "Lines for cccam, oscam, newcamd (MgCamd) or tvheadend, password and all; the journal"
              + " keeps that they were shown")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
  public String lines(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name,
      @QueryParam("form") @DefaultValue("cccam") String form,
      @QueryParam("protocol") @Nullable String protocol) {
    return text(
        seams
            .receiverLines()
            .lines(Visit.of(request).caller(), wanted(network, name, form, protocol)));
  }

  @GET
  @Path("/qr")
  @Produces(SVG)
  @Needs({Permission.RECEIVERS_READ, Permission.RECEIVERS_WRITE})
  @Operation(operationId = "receiverLinesQr", summary = "The same lines as a QR code")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = SVG, schema = @Schema(type = "string")))
  public String picture(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name,
      @QueryParam("form") @DefaultValue("cccam") String form,
      @QueryParam("protocol") @Nullable String protocol) {
    return text(
        seams
            .receiverLines()
            .picture(Visit.of(request).caller(), wanted(network, name, form, protocol)));
  }

  private static LineRequest wanted(
      String network, String name, String form, @Nullable String protocol) {
    return new LineRequest(
        Answers.network(network),
        name,
        Words.parse(LineForm.class, form, "form"),
        Answers.given(protocol));
  }

  private static String text(ReceiverSheet sheet) {
    String text = sheet.text();
    sheet.destroy();
    return text;
  }
}
