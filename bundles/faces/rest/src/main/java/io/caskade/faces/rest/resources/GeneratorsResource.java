package io.caskade.faces.rest.resources;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.generators.GeneratorFiles;
import io.caskade.faces.rest.generators.GeneratorSettings;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.GeneratorShape;
import io.caskade.faces.rest.shapes.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** ECMG listeners and EMMG outputs. */
@Path("/generators")
@Produces("application/json")
@Consumes("application/json")
public final class GeneratorsResource {
  private static final List<String> KINDS = List.of("ecmg", "emmg");

  private final Seams seams;
  private final GeneratorFiles files;

  public GeneratorsResource(Seams seams, GeneratorFiles files) {
    this.seams = seams;
    this.files = files;
  }

  @GET
  @Needs(Permission.GENERATORS_READ)
  @Operation(
      operationId = "listGenerators",
      summary = "Listeners and outputs: settings and what they do now")
  public Page<GeneratorShape> list() {
    List<GeneratorShape> all = new ArrayList<>();
    for (String kind : KINDS) {
      Map<String, Map<String, String>> settings = files.all(seams.configurations(), kind);
      var names = new TreeSet<String>(settings.keySet());
      seams.endpoints().stream()
          .filter(endpoint -> endpoint.kind().equals(kind))
          .forEach(endpoint -> names.add(endpoint.name()));
      names.forEach(name -> all.add(shape(kind, name, settings)));
    }
    return new Page<>(all, null);
  }

  @GET
  @Path("/{kind}/{name}")
  @Needs(Permission.GENERATORS_READ)
  @Operation(operationId = "showGenerator", summary = "One listener or output")
  public GeneratorShape show(@PathParam("kind") String kind, @PathParam("name") String name) {
    Map<String, Map<String, String>> settings = files.all(seams.configurations(), known(kind));
    if (!settings.containsKey(name) && live(kind, name).isEmpty()) {
      throw unknown(kind, name);
    }
    return shape(kind, name, settings);
  }

  @PUT
  @Path("/{kind}/{name}")
  @Needs(Permission.GENERATORS_WRITE)
  @Operation(
      operationId = "writeGenerator",
      summary = "Writes all settings of a listener or output; it is made when it is new")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = GeneratorShape.class)))
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = GeneratorShape.class)))
  public Response write(
      @Context ContainerRequestContext request,
      @PathParam("kind") String kind,
      @PathParam("name") String name,
      GeneratorShape.Settings wanted) {
    GeneratorSettings.check(known(kind), wanted.settings());
    boolean made = files.write(seams.configurations(), kind, name, wanted.settings());
    note(request, made ? "ADD" : "CHANGE", kind, name, wanted.settings());
    return Response.status(made ? Response.Status.CREATED : Response.Status.OK)
        .entity(GeneratorShape.of(kind, name, live(kind, name), wanted.settings()))
        .build();
  }

  @DELETE
  @Path("/{kind}/{name}")
  @Needs(Permission.GENERATORS_WRITE)
  @Operation(operationId = "removeGenerator", summary = "Removes a listener or output")
  @ApiResponse(responseCode = "204")
  public Response remove(
      @Context ContainerRequestContext request,
      @PathParam("kind") String kind,
      @PathParam("name") String name) {
    if (!files.remove(seams.configurations(), known(kind), name)) {
      throw unknown(kind, name);
    }
    note(request, "REMOVE", kind, name, Map.of());
    return Answers.gone();
  }

  @POST
  @Path("/{kind}/{name}/start")
  @Needs(Permission.GENERATORS_CONTROL)
  @Operation(operationId = "startGenerator", summary = "Starts a listener or output")
  public GeneratorShape start(
      @Context ContainerRequestContext request,
      @PathParam("kind") String kind,
      @PathParam("name") String name) {
    endpoint(kind, name).start();
    note(request, "START", kind, name, Map.of());
    return show(kind, name);
  }

  @POST
  @Path("/{kind}/{name}/stop")
  @Needs(Permission.GENERATORS_CONTROL)
  @Operation(operationId = "stopGenerator", summary = "Stops a listener or output")
  public GeneratorShape stop(
      @Context ContainerRequestContext request,
      @PathParam("kind") String kind,
      @PathParam("name") String name) {
    endpoint(kind, name).stop();
    note(request, "STOP", kind, name, Map.of());
    return show(kind, name);
  }

  private void note(
      ContainerRequestContext request,
      String operation,
      String kind,
      String name,
      Map<String, String> settings) {
    seams.notes().done(Visit.of(request).caller(), operation, kind + ":" + name, settings);
  }

  private GeneratorShape shape(
      String kind, String name, Map<String, Map<String, String>> settings) {
    return GeneratorShape.of(kind, name, live(kind, name), settings.getOrDefault(name, Map.of()));
  }

  private Endpoint endpoint(String kind, String name) {
    return live(known(kind), name).orElseThrow(() -> unknown(kind, name));
  }

  private Optional<Endpoint> live(String kind, String name) {
    return seams.endpoints().stream()
        .filter(endpoint -> endpoint.kind().equals(kind) && endpoint.name().equals(name))
        .findFirst();
  }

  private static String known(String kind) {
    if (!KINDS.contains(kind)) {
      throw FieldFault.invalid("kind", "ecmg or emmg");
    }
    return kind;
  }

  private static CaskadeException unknown(String kind, String name) {
    return new CaskadeException(
        ErrorCode.RECORD_UNKNOWN, StoredRecord.HEAD_END.value(), kind, name);
  }
}
