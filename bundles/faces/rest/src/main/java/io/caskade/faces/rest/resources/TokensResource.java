package io.caskade.faces.rest.resources;

import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.NewTokenShape;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.TokenShape;
import io.caskade.faces.rest.shapes.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import org.jspecify.annotations.Nullable;

/** Tokens of programs. */
@Path("/tokens")
@Produces("application/json")
@Consumes("application/json")
public final class TokensResource {
  private final Seams seams;

  public TokensResource(Seams seams) {
    this.seams = seams;
  }

  @GET
  @Needs(Permission.TOKENS)
  @Operation(operationId = "listTokens", summary = "Tokens by id, without their secrets")
  public Page<TokenShape> list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @QueryParam("text") @Nullable String text,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var filter =
        new RecordFilter(Answers.given(text), Map.of(), Answers.given(after), Page.limit(limit));
    return Page.of(
        uri,
        seams.accounts().tokens(Visit.of(request).caller(), filter),
        limit,
        "after",
        ApiToken::id,
        TokenShape::of);
  }

  @POST
  @Needs(Permission.TOKENS)
  @Operation(operationId = "makeToken", summary = "Makes a token; it is shown once")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = NewTokenShape.Made.class)))
  public Response make(
      @Context ContainerRequestContext request, @Context UriInfo uri, NewTokenShape wanted) {
    AccountManagement.NewToken made =
        seams
            .accounts()
            .addToken(
                Visit.of(request).caller(),
                wanted.name(),
                Words.parse(Role.class, wanted.role(), "role"),
                wanted.permissions(),
                wanted.allowed(),
                Set.copyOf(wanted.addresses().orElse(List.of())),
                wanted.perMinute().orElse(0),
                wanted.expiresAt());
    String token = made.token().reveal();
    made.token().destroy();
    return Answers.made(
        uri,
        made.kept().id(),
        new NewTokenShape.Made(token, TokenShape.of(made.kept())),
        made.kept().version());
  }

  @DELETE
  @Path("/{id}")
  @Needs(Permission.TOKENS)
  @Operation(operationId = "revokeToken", summary = "Revokes a token at once")
  @ApiResponse(responseCode = "204")
  public Response revoke(@Context ContainerRequestContext request, @PathParam("id") String id) {
    seams.accounts().revokeToken(Visit.of(request).caller(), id);
    return Answers.gone();
  }
}
