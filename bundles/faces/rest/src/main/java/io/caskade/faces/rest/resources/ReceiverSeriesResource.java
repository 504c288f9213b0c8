package io.caskade.faces.rest.resources;

import io.caskade.api.rights.Permission;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.ReceiverSeriesShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Receiver accounts of a house or a street, made together. */
@Path("/networks/{network}/receiver-series")
@Produces("application/json")
@Consumes("application/json")
public final class ReceiverSeriesResource {
  private final Seams seams;

  public ReceiverSeriesResource(Seams seams) {
    this.seams = seams;
  }

  @POST
  @Needs({Permission.RECEIVERS_WRITE, Permission.CARDS_SELL})
  @Operation(
      operationId = "addReceivers",
      summary = "Adds up to 1000 accounts with their cards: all of them or none")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ReceiverSeriesShape.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      ReceiverSeriesShape.Wanted wanted) {
    return Response.status(Response.Status.CREATED)
        .entity(
            ReceiverSeriesShape.of(
                seams
                    .receivers()
                    .addMany(Visit.of(request).caller(), wanted.series(Answers.network(network)))))
        .build();
  }
}
