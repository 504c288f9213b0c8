package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.EcmKeyRequest;
import io.caskade.faces.rest.shapes.KeyText;
import io.caskade.faces.rest.shapes.NetworkFields;
import io.caskade.faces.rest.shapes.NetworkShape;
import io.caskade.faces.rest.shapes.NewNetwork;
import io.caskade.faces.rest.shapes.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
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

/** Operator networks. */
@Path("/networks")
@Produces("application/json")
@Consumes("application/json")
public final class NetworksResource {
  private final Seams seams;
  private final MergePatch patches;

  public NetworksResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.NETWORKS_READ)
  @Operation(operationId = "listNetworks", summary = "The networks that the caller may see")
  public Page<NetworkShape> list(@Context ContainerRequestContext request) {
    return new Page<>(
        seams.networks().list(Visit.of(request).caller()).stream().map(NetworkShape::of).toList(),
        null);
  }

  @POST
  @Needs(Permission.NETWORKS_WRITE)
  @Operation(operationId = "addNetwork", summary = "Adds a network with 32 products")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = NetworkShape.class)))
  public Response add(
      @Context ContainerRequestContext request, @Context UriInfo uri, NewNetwork wanted) {
    NetworkFields fields = wanted.fields();
    NetworkId id = FieldFault.in("id", () -> new NetworkId(wanted.id()));
    OperatorNetwork made =
        seams
            .networks()
            .add(Visit.of(request).caller(), fields.network(id, wanted.number()), fields.policy());
    return Answers.made(uri, id.value(), NetworkShape.of(made), made.version());
  }

  @GET
  @Path("/{network}")
  @Needs(Permission.NETWORKS_READ)
  @Operation(operationId = "showNetwork", summary = "One network")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = NetworkShape.class)))
  public Response show(
      @Context ContainerRequestContext request, @PathParam("network") String network) {
    OperatorNetwork found = find(request, network);
    return Answers.shown(NetworkShape.of(found), found.version());
  }

  @PATCH
  @Path("/{network}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.NETWORKS_WRITE)
  @Operation(
      operationId = "changeNetwork",
      summary = "Changes profile, zones and policy; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NetworkFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = NetworkShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("network " + network);
    OperatorNetwork present = find(request, network);
    NetworkFields wanted =
        patches.apply(NetworkShape.of(present).fields(), NetworkFields.class, patch);
    OperatorNetwork changed =
        seams
            .networks()
            .change(
                visit.caller(),
                wanted.network(present.network().id(), present.network().caSystemId()),
                wanted.policy(),
                OptionalLong.of(version));
    return Answers.shown(NetworkShape.of(changed), changed.version());
  }

  @POST
  @Path("/{network}/ecm-key")
  @Needs(Permission.KEYS)
  @Operation(operationId = "importEcmKey", summary = "Stores the key for ECMs of a network")
  @ApiResponse(responseCode = "204")
  public Response importKey(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      EcmKeyRequest wanted) {
    byte[] bytes = KeyText.bytes(wanted.key(), "key");
    var key = new EcmKey(bytes);
    Arrays.fill(bytes, (byte) 0);
    try {
      seams
          .networks()
          .importEcmKey(
              Visit.of(request).caller(),
              Answers.network(network),
              key,
              wanted.replace().orElse(false));
    } finally {
      key.destroy();
    }
    return Answers.gone();
  }

  private OperatorNetwork find(ContainerRequestContext request, String network) {
    NetworkId id = Answers.network(network);
    return seams.networks().list(Visit.of(request).caller()).stream()
        .filter(candidate -> candidate.network().id().equals(id))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network));
  }
}
