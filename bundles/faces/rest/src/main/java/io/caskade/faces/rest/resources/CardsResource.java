package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Permission;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.CardFields;
import io.caskade.faces.rest.shapes.CardPastShape;
import io.caskade.faces.rest.shapes.CardRequests;
import io.caskade.faces.rest.shapes.CardSearch;
import io.caskade.faces.rest.shapes.CardShape;
import io.caskade.faces.rest.shapes.Entitlement;
import io.caskade.faces.rest.shapes.NewCardShape;
import io.caskade.faces.rest.shapes.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Viewing cards: search, single cards, their entitlements and history. */
@Path("/networks/{network}/cards")
@Produces("application/json")
@Consumes("application/json")
public final class CardsResource {
  private final Seams seams;
  private final ObjectMapper mapper;

  public CardsResource(Seams seams, ObjectMapper mapper) {
    this.seams = seams;
    this.mapper = mapper;
  }

  /** What is looked for, as the query of the address says it. */
  public static final class SearchParameters {
    @QueryParam("text")
    public @Nullable String text;

    @QueryParam("status")
    public @Nullable List<String> status;

    @QueryParam("product")
    public @Nullable List<Integer> product;

    @QueryParam("region")
    public @Nullable String region;

    @QueryParam("subscriber")
    public @Nullable String subscriber;

    @QueryParam("finishFrom")
    public @Nullable String finishFrom;

    @QueryParam("finishBefore")
    public @Nullable String finishBefore;

    CardQuery query(NetworkId network, Optional<CardSerial> after, int limit) {
      return CardSearch.query(
          network,
          Answers.given(text),
          status == null ? List.of() : status,
          product == null ? List.of() : product,
          Answers.given(region),
          Answers.given(subscriber),
          Answers.instant(finishFrom, "finishFrom"),
          Answers.instant(finishBefore, "finishBefore"),
          after,
          limit,
          "");
    }
  }

  @GET
  @Needs(Permission.CARDS_READ)
  @Operation(
      operationId = "searchCards",
      summary = "Cards by serial; text is part of the serial, or the beginning of a name or phone")
  public Page<CardShape> search(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @BeanParam SearchParameters search,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    CardQuery query =
        search.query(
            Answers.network(network),
            Answers.given(after).map(text -> FieldFault.in("after", () -> CardSerial.parse(text))),
            Page.limit(limit));
    return Page.of(
        uri,
        seams.cards().find(Visit.of(request).caller(), query),
        limit,
        "after",
        card -> card.serial().toString(),
        CardShape::of);
  }

  @GET
  @Path("/count")
  @Needs(Permission.CARDS_READ)
  @Operation(operationId = "countCards", summary = "How many cards a search finds")
  public CardRequests.Count count(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @BeanParam SearchParameters search) {
    CardQuery query = search.query(Answers.network(network), Optional.empty(), 1);
    return new CardRequests.Count(seams.cards().count(Visit.of(request).caller(), query));
  }

  @POST
  @Needs(Permission.CARDS_ADD)
  @Operation(operationId = "addCard", summary = "Adds a card")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      NewCardShape wanted) {
    NewCard card = wanted.card(Answers.network(network));
    try {
      Card made = seams.cards().add(Visit.of(request).caller(), card);
      return Answers.made(uri, made.serial().toString(), CardShape.of(made), made.version());
    } finally {
      CardKey key = card.key();
      if (key != null) {
        key.destroy();
      }
    }
  }

  @GET
  @Path("/{serial}")
  @Needs(Permission.CARDS_READ)
  @Operation(operationId = "showCard", summary = "One card")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial) {
    return card(find(request, network, serial));
  }

  @PATCH
  @Path("/{serial}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs({})
  @Operation(
      operationId = "changeCard",
      summary = "Changes fields of a card; the scopes depend on the fields; If-Match is heeded",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = CardFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    return card(
        seams
            .cards()
            .change(
                visit.caller(),
                Answers.network(network),
                Answers.serial(serial),
                CardFields.edit(mapper, patch, ""),
                visit.version()));
  }

  @GET
  @Path("/{serial}/entitlements")
  @Needs(Permission.CARDS_READ)
  @Operation(operationId = "showEntitlements", summary = "What was sold to a card")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardRequests.Entitlements.class)))
  public Response entitlements(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial) {
    return sold(find(request, network, serial));
  }

  @PUT
  @Path("/{serial}/entitlements")
  @Needs(Permission.CARDS_SELL)
  @Operation(
      operationId = "sellEntitlements",
      summary = "Sells these entitlements in place of the present ones; If-Match is heeded")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CardRequests.Entitlements.class)))
  public Response sell(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      CardRequests.Entitlements wanted) {
    Visit visit = Visit.of(request);
    return sold(
        seams
            .cards()
            .change(
                visit.caller(),
                Answers.network(network),
                Answers.serial(serial),
                CardEdit.windows(Entitlement.windows(wanted.entitlements(), "entitlements")),
                visit.version()));
  }

  @GET
  @Path("/{serial}/history")
  @Needs(Permission.CARDS_READ)
  @Operation(operationId = "cardHistory", summary = "Earlier states of a card, the latest first")
  public Page<CardPastShape> history(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("serial") String serial,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return new Page<>(
        seams
            .cards()
            .history(
                Visit.of(request).caller(),
                Answers.network(network),
                Answers.serial(serial),
                Page.limit(limit))
            .stream()
            .map(CardPastShape::of)
            .toList(),
        null);
  }

  private Card find(ContainerRequestContext request, String network, String serial) {
    return seams
        .cards()
        .show(Visit.of(request).caller(), Answers.network(network), Answers.serial(serial));
  }

  private static Response card(Card card) {
    return Answers.shown(CardShape.of(card), card.version());
  }

  private static Response sold(Card card) {
    return Answers.shown(
        new CardRequests.Entitlements(CardShape.entitlements(card.sold())), card.version());
  }
}
