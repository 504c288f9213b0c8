package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.ReceiverShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
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

/** Receiver accounts: the log-ins of network cards. */
@Path("/networks/{network}/receivers")
@Produces("application/json")
@Consumes("application/json")
public final class ReceiversResource {
  private final Seams seams;
  private final MergePatch patches;

  public ReceiversResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.RECEIVERS_READ)
  @Operation(operationId = "listReceivers", summary = "Receiver accounts of a network, by name")
  public Page<ReceiverShape> list(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      @QueryParam("text") @Nullable String text,
      @QueryParam("card") @Nullable String card,
      @QueryParam("enabled") @Nullable String enabled,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    Map<String, String> equal = new LinkedHashMap<>();
    Answers.given(card).ifPresent(value -> equal.put("card", Answers.serial(value).toString()));
    Answers.given(enabled).ifPresent(value -> equal.put("enabled", value));
    var filter =
        new RecordFilter(Answers.given(text), equal, Answers.given(after), Page.limit(limit));
    return Page.of(
        uri,
        seams.receivers().list(Visit.of(request).caller(), Answers.network(network), filter),
        limit,
        "after",
        ReceiverAccount::name,
        ReceiverShape::of);
  }

  @POST
  @Needs(Permission.RECEIVERS_WRITE)
  @Operation(
      operationId = "addReceiver",
      summary = "Adds an account for a card, or with a card that is made along with it")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ReceiverShape.Made.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      ReceiverShape.Wanted wanted) {
    ReceiverManagement.Made made =
        withPassword(
            wanted.password(),
            password ->
                seams
                    .receivers()
                    .add(
                        Visit.of(request).caller(),
                        wanted.account(Answers.network(network), password)));
    ReceiverAccount account = made.account();
    return Answers.made(uri, account.name(), ReceiverShape.Made.of(made), account.version());
  }

  @GET
  @Path("/{name}")
  @Needs(Permission.RECEIVERS_READ)
  @Operation(operationId = "showReceiver", summary = "One account")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReceiverShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name) {
    return shown(find(request, network, name));
  }

  @PATCH
  @Path("/{name}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs({Permission.RECEIVERS_READ, Permission.RECEIVERS_WRITE})
  @Operation(
      operationId = "changeReceiver",
      summary = "Changes rules, or switches it off and on; If-Match keeps changes of others",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ReceiverShape.Fields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReceiverShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    ReceiverAccount present = find(request, network, name);
    ReceiverShape.Fields wanted =
        patches.apply(ReceiverShape.of(present).fields(), ReceiverShape.Fields.class, patch);
    // Without If-Match what the patch leaves out is as it was read here.
    long version = visit.version().orElse(present.version());
    return shown(
        seams
            .receivers()
            .change(
                visit.caller(),
                present.network(),
                name,
                wanted.rules(),
                wanted.isEnabled(),
                OptionalLong.of(version)));
  }

  @GET
  @Path("/{name}/password")
  @Needs(Permission.RECEIVERS_WRITE)
  @Operation(
      operationId = "showReceiverPassword",
      summary = "The password in clear, as it is entered into a receiver; the journal keeps it")
  public ReceiverShape.Password password(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name) {
    return ReceiverShape.Password.of(
        seams.receivers().password(Visit.of(request).caller(), Answers.network(network), name));
  }

  @POST
  @Path("/{name}/password")
  @Needs(Permission.RECEIVERS_WRITE)
  @Operation(
      operationId = "changeReceiverPassword",
      summary = "Sets another password, or makes one; who is logged in is sent away")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ReceiverShape.Made.class)))
  public Response changePassword(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name,
      ReceiverShape.PasswordChange wanted) {
    ReceiverManagement.Made made =
        withPassword(
            wanted.password(),
            password ->
                seams
                    .receivers()
                    .changePassword(
                        Visit.of(request).caller(), Answers.network(network), name, password));
    return Answers.shown(ReceiverShape.Made.of(made), made.account().version());
  }

  @DELETE
  @Path("/{name}")
  @Needs(Permission.RECEIVERS_WRITE)
  @Operation(operationId = "removeReceiver", summary = "Removes the log-in; the card stays")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("name") String name) {
    seams.receivers().remove(Visit.of(request).caller(), Answers.network(network), name);
    return Answers.gone();
  }

  private ReceiverAccount find(ContainerRequestContext request, String network, String name) {
    return seams.receivers().show(Visit.of(request).caller(), Answers.network(network), name);
  }

  private static Response shown(ReceiverAccount account) {
    return Answers.shown(ReceiverShape.of(account), account.version());
  }

  private static <T> T withPassword(
      Optional<String> given, Function<Optional<ReceiverPassword>, T> user) {
    Optional<ReceiverPassword> password = given.map(ReceiverPassword::of);
    try {
      return user.apply(password);
    } finally {
      password.ifPresent(ReceiverPassword::destroy);
    }
  }
}
