package io.caskade.faces.rest.resources;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.ReplacementReason;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.CardRequests;
import io.caskade.faces.rest.shapes.CardSearch;
import io.caskade.faces.rest.shapes.CardShape;
import io.caskade.faces.rest.shapes.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** What is done with a card beside selling. Where If-Match is sent, the card must still have it. */
@Path("/networks/{network}/cards")
@Produces("application/json")
@Consumes("application/json")
public final class CardActionsResource {
  private final Seams seams;

  public CardActionsResource(Seams seams) {
    this.seams = seams;
  }

  /** A change of status. */
  private interface Turn {
    Card turn(Caller caller, NetworkId network, CardSerial serial, OptionalLong version);
  }

  @POST
  @Path("/{serial}/activate")
  @Needs(Permission.CARDS_SELL)
  @Operation(operationId = "activateCard", summary = "Gives a card out of stock its rights")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response activate(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial) {
    return turn(request, network, serial, seams.cards()::activate);
  }

  @POST
  @Path("/{serial}/suspend")
  @Needs(Permission.CARDS_SUSPEND)
  @Operation(operationId = "suspendCard", summary = "Stops a card at once")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response suspend(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial) {
    return turn(request, network, serial, seams.cards()::suspend);
  }

  @POST
  @Path("/{serial}/resume")
  @Needs(Permission.CARDS_SUSPEND)
  @Operation(operationId = "resumeCard", summary = "Gives a suspended card its rights again")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response resume(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial) {
    return turn(request, network, serial, seams.cards()::resume);
  }

  @POST
  @Path("/{serial}/retire")
  @Needs(Permission.CARDS_RETIRE)
  @Operation(operationId = "retireCard", summary = "Stops a card for good")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response retire(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial) {
    return turn(request, network, serial, seams.cards()::retire);
  }

  @POST
  @Path("/{serial}/blacklist")
  @Needs(Permission.CARDS_BLACKLIST)
  @Operation(operationId = "blacklistCard", summary = "Stops a card that was caught in piracy")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response blacklist(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      CardRequests.Reason reason) {
    return card(
        seams
            .cards()
            .blacklist(
                Visit.of(request).caller(),
                Answers.network(network),
                Answers.serial(serial),
                reason.reason()));
  }

  @POST
  @Path("/{serial}/unblacklist")
  @Needs(Permission.CARDS_BLACKLIST)
  @Operation(
      operationId = "unblacklistCard",
      summary = "Asks for a card to come back; a second administrator has to ask too")
  public CardRequests.Unblacklisted unblacklist(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      CardRequests.Reason reason) {
    return new CardRequests.Unblacklisted(
        seams
            .cards()
            .unblacklist(
                Visit.of(request).caller(),
                Answers.network(network),
                Answers.serial(serial),
                reason.reason()));
  }

  @POST
  @Path("/{serial}/repair")
  @Needs(Permission.CARDS_PAIR)
  @Operation(
      operationId = "repairCard",
      summary = "Lets a paired card learn a new host: unpaired for a while, then paired again")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response repair(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      CardRequests.Repair wanted) {
    return card(
        seams
            .cards()
            .repair(
                Visit.of(request).caller(),
                Answers.network(network),
                Answers.serial(serial),
                wanted.free()));
  }

  @POST
  @Path("/{serial}/replace")
  @Needs(Permission.CARDS_PAIR)
  @Operation(
      operationId = "replaceCard",
      summary = "A card in stock takes over; the old one is retired, when stolen blacklisted")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response replace(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      CardRequests.Replace wanted) {
    return card(
        seams
            .cards()
            .replace(
                Visit.of(request).caller(),
                Answers.network(network),
                Answers.serial(serial),
                FieldFault.in("replacement", () -> new CardSerial(wanted.replacement())),
                Words.parse(ReplacementReason.class, wanted.reason(), "reason")));
  }

  @POST
  @Path("/recall")
  @Needs(Permission.CARDS_RECALL)
  @Operation(operationId = "recallCards", summary = "Sends the rights of cards again at once")
  @ApiResponse(responseCode = "204")
  public Response recall(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      CardRequests.Recall wanted) {
    seams
        .cards()
        .recall(
            Visit.of(request).caller(),
            Answers.network(network),
            CardSearch.serials(wanted.serials(), "serials"));
    return Answers.gone();
  }

  private static Response turn(
      ContainerRequestContext request, String network, String serial, Turn turn) {
    Visit visit = Visit.of(request);
    return card(
        turn.turn(
            visit.caller(), Answers.network(network), Answers.serial(serial), visit.version()));
  }

  private static Response card(Card card) {
    return Answers.shown(CardShape.of(card), card.version());
  }
}
