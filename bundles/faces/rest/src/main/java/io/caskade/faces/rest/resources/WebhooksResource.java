package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.webhooks.Webhook;
import io.caskade.api.rights.webhooks.WebhookManagement;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.WebhookShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Who is told of changes. */
@Path("/networks/{network}/webhooks")
@Produces("application/json")
@Consumes("application/json")
public final class WebhooksResource {
  private final Seams seams;
  private final MergePatch patches;

  public WebhooksResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.WEBHOOKS)
  @Operation(operationId = "listWebhooks", summary = "Webhooks of a network")
  public Page<WebhookShape> list(
      @Context ContainerRequestContext request, @PathParam("network") String network) {
    return new Page<>(all(request, network).stream().map(WebhookShape::of).toList(), null);
  }

  @POST
  @Needs(Permission.WEBHOOKS)
  @Operation(
      operationId = "addWebhook",
      summary = "Adds a webhook; the secret of its signatures is shown once")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = WebhookShape.Made.class)))
  public Response add(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @PathParam("network") String network,
      WebhookShape.Wanted wanted) {
    WebhookManagement.NewWebhook made =
        seams
            .webhooks()
            .add(
                Visit.of(request).caller(),
                Answers.network(network),
                wanted.url(),
                Set.copyOf(wanted.operations().orElse(List.of())));
    byte[] secret = new byte[made.secret().length()];
    made.secret().copyTo(secret, 0);
    made.secret().destroy();
    var shape =
        new WebhookShape.Made(
            HexFormat.of().withUpperCase().formatHex(secret), WebhookShape.of(made.kept()));
    Arrays.fill(secret, (byte) 0);
    return Answers.made(uri, made.kept().id(), shape, made.kept().version());
  }

  @PATCH
  @Path("/{id}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.WEBHOOKS)
  @Operation(
      operationId = "changeWebhook",
      summary = "Changes address, operations and pause; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = WebhookShape.Fields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WebhookShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("webhook " + id);
    Webhook present = find(request, network, id);
    WebhookShape.Fields wanted =
        patches.apply(WebhookShape.of(present).fields(), WebhookShape.Fields.class, patch);
    Webhook changed = seams.webhooks().change(visit.caller(), wanted.applied(present, version));
    return Answers.shown(WebhookShape.of(changed), changed.version());
  }

  @GET
  @Path("/{id}")
  @Needs(Permission.WEBHOOKS)
  @Operation(operationId = "showWebhook", summary = "One webhook")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WebhookShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    Webhook found = find(request, network, id);
    return Answers.shown(WebhookShape.of(found), found.version());
  }

  @DELETE
  @Path("/{id}")
  @Needs(Permission.WEBHOOKS)
  @Operation(operationId = "removeWebhook", summary = "Removes a webhook")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id) {
    seams.webhooks().remove(Visit.of(request).caller(), Answers.network(network), id);
    return Answers.gone();
  }

  @POST
  @Path("/{id}/replay")
  @Needs(Permission.WEBHOOKS)
  @Operation(
      operationId = "replayWebhook",
      summary = "Sends everything behind a number of the feed again")
  public WebhookShape replay(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("id") String id,
      WebhookShape.Replay wanted) {
    if (wanted.after() < 0) {
      throw FieldFault.invalid("after", "0 or more");
    }
    return WebhookShape.of(
        seams
            .webhooks()
            .replay(Visit.of(request).caller(), Answers.network(network), id, wanted.after()));
  }

  private List<Webhook> all(ContainerRequestContext request, String network) {
    return seams.webhooks().list(Visit.of(request).caller(), Answers.network(network));
  }

  private Webhook find(ContainerRequestContext request, String network, String id) {
    return all(request, network).stream()
        .filter(webhook -> webhook.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.RECORD_UNKNOWN, network, "webhook", id));
  }
}
