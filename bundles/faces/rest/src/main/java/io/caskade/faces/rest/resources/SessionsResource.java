package io.caskade.faces.rest.resources;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.access.Password;
import io.caskade.api.rights.access.SignIn;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Open;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Access;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Signing in and out, and what one changes of one's own account. */
@Path("/session")
@Produces("application/json")
@Consumes("application/json")
public final class SessionsResource {
  private final Seams seams;

  public SessionsResource(Seams seams) {
    this.seams = seams;
  }

  @POST
  @Open
  @Operation(operationId = "signIn", summary = "Signs a person in")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Access.SignedIn.class)))
  public Response signIn(@Context ContainerRequestContext request, Access.SignInRequest wanted) {
    var password = new Password(wanted.password());
    try {
      SignIn result =
          seams
              .authentication()
              .signIn(wanted.login(), password, wanted.code(), Visit.of(request).source());
      return answer(result);
    } finally {
      password.destroy();
    }
  }

  private static Response answer(SignIn result) {
    if (result instanceof SignIn.Granted granted) {
      String token = granted.session().reveal();
      granted.session().destroy();
      return Response.status(Response.Status.CREATED)
          .entity(
              new Access.SignedIn(
                  token, Access.Me.of(granted.caller()), granted.mustChangePassword()))
          .build();
    }
    if (result instanceof SignIn.CodeNeeded) {
      throw new CaskadeException(ErrorCode.SECOND_FACTOR_NEEDED);
    }
    if (result instanceof SignIn.Locked locked) {
      throw new CaskadeException(ErrorCode.SIGN_IN_LOCKED, locked.until().toString());
    }
    throw new CaskadeException(ErrorCode.SIGN_IN_REFUSED);
  }

  @GET
  @Needs({})
  @Operation(operationId = "me", summary = "Who calls, and what this caller may do")
  public Access.Me me(@Context ContainerRequestContext request) {
    return Access.Me.of(Visit.of(request).caller());
  }

  @DELETE
  @Needs({})
  @Operation(operationId = "signOut", summary = "Ends the session of this token")
  @ApiResponse(responseCode = "204")
  public Response signOut(@Context ContainerRequestContext request) {
    Visit.of(request).withToken(seams.authentication()::signOut);
    return Answers.gone();
  }

  @POST
  @Path("/password")
  @Needs({})
  @Operation(operationId = "changePassword", summary = "Changes the caller's own password")
  @ApiResponse(responseCode = "204")
  public Response changePassword(
      @Context ContainerRequestContext request, Access.PasswordChange wanted) {
    var old = new Password(wanted.old());
    var next = new Password(wanted.next());
    try {
      seams.accounts().changePassword(Visit.of(request).caller(), old, next);
    } finally {
      old.destroy();
      next.destroy();
    }
    return Answers.gone();
  }

  @POST
  @Path("/second-factor")
  @Needs({})
  @Operation(
      operationId = "beginSecondFactor",
      summary = "Begins to enrol an authenticator; the address is shown once")
  public Access.Enrolment beginSecondFactor(@Context ContainerRequestContext request) {
    return new Access.Enrolment(seams.accounts().beginTotp(Visit.of(request).caller()));
  }

  @POST
  @Path("/second-factor/confirm")
  @Needs({})
  @Operation(operationId = "confirmSecondFactor", summary = "Ends it with a first code")
  @ApiResponse(responseCode = "204")
  public Response confirmSecondFactor(
      @Context ContainerRequestContext request, Access.Code wanted) {
    seams.accounts().confirmTotp(Visit.of(request).caller(), wanted.code());
    return Answers.gone();
  }
}
