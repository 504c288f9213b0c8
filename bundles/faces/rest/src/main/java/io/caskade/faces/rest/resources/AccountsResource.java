package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.Password;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Access;
import io.caskade.faces.rest.shapes.AccountFields;
import io.caskade.faces.rest.shapes.AccountShape;
import io.caskade.faces.rest.shapes.NewAccount;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.Words;
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

/** Accounts of people. */
@Path("/users")
@Produces("application/json")
@Consumes("application/json")
public final class AccountsResource {
  private final Seams seams;
  private final MergePatch patches;

  public AccountsResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "listUsers", summary = "Accounts by login")
  public Page<AccountShape> list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @QueryParam("text") @Nullable String text,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var filter =
        new RecordFilter(Answers.given(text), Map.of(), Answers.given(after), Page.limit(limit));
    return Page.of(
        uri,
        seams.accounts().accounts(Visit.of(request).caller(), filter),
        limit,
        "after",
        Account::login,
        AccountShape::of);
  }

  @POST
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "addUser", summary = "Adds an account")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = AccountShape.class)))
  public Response add(
      @Context ContainerRequestContext request, @Context UriInfo uri, NewAccount wanted) {
    var password = new Password(wanted.password());
    try {
      Account made =
          seams
              .accounts()
              .add(
                  Visit.of(request).caller(),
                  wanted.login(),
                  wanted.name().orElse(""),
                  Words.parse(Role.class, wanted.role(), "role"),
                  wanted.allowed(),
                  wanted.allowance(),
                  password);
      return Answers.made(uri, made.login(), AccountShape.of(made), made.version());
    } finally {
      password.destroy();
    }
  }

  @GET
  @Path("/{login}")
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "showUser", summary = "One account")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AccountShape.class)))
  public Response show(@Context ContainerRequestContext request, @PathParam("login") String login) {
    Account found = seams.accounts().account(Visit.of(request).caller(), login);
    return Answers.shown(AccountShape.of(found), found.version());
  }

  @PATCH
  @Path("/{login}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.ACCOUNTS)
  @Operation(
      operationId = "changeUser",
      summary = "Changes name, role, networks, quota and disabled; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = AccountFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AccountShape.class)))
  public Response change(
      @Context ContainerRequestContext request, @PathParam("login") String login, JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("user " + login);
    Account present = seams.accounts().account(visit.caller(), login);
    AccountFields wanted =
        patches.apply(AccountShape.of(present).fields(), AccountFields.class, patch);
    Account changed = seams.accounts().change(visit.caller(), wanted.applied(present, version));
    return Answers.shown(AccountShape.of(changed), changed.version());
  }

  @DELETE
  @Path("/{login}")
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "removeUser", summary = "Removes an account; needs If-Match")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request, @PathParam("login") String login) {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("user " + login);
    seams.accounts().remove(visit.caller(), login, version);
    return Answers.gone();
  }

  @POST
  @Path("/{login}/password")
  @Needs(Permission.ACCOUNTS)
  @Operation(
      operationId = "resetPassword",
      summary = "Sets somebody's password, to be changed at the next sign-in; lifts a lock-out")
  @ApiResponse(responseCode = "204")
  public Response reset(
      @Context ContainerRequestContext request,
      @PathParam("login") String login,
      Access.PasswordReset wanted) {
    var password = new Password(wanted.password());
    try {
      seams.accounts().resetPassword(Visit.of(request).caller(), login, password);
    } finally {
      password.destroy();
    }
    return Answers.gone();
  }

  @DELETE
  @Path("/{login}/second-factor")
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "removeSecondFactor", summary = "Takes away a lost authenticator")
  @ApiResponse(responseCode = "204")
  public Response removeSecondFactor(
      @Context ContainerRequestContext request, @PathParam("login") String login) {
    seams.accounts().removeTotp(Visit.of(request).caller(), login);
    return Answers.gone();
  }

  @GET
  @Path("/{login}/sessions")
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "listSessions", summary = "Live sessions of an account")
  public Page<Access.SessionShape> sessions(
      @Context ContainerRequestContext request, @PathParam("login") String login) {
    return new Page<>(
        seams.authentication().sessions(Visit.of(request).caller(), login).stream()
            .map(Access.SessionShape::of)
            .toList(),
        null);
  }

  @DELETE
  @Path("/{login}/sessions/{id}")
  @Needs(Permission.ACCOUNTS)
  @Operation(operationId = "endSession", summary = "Ends a session of somebody")
  @ApiResponse(responseCode = "204")
  public Response endSession(
      @Context ContainerRequestContext request,
      @PathParam("login") String login,
      @PathParam("id") String id) {
    seams.authentication().endSession(Visit.of(request).caller(), login, id);
    return Answers.gone();
  }
}
