package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.JsonBodies;
import io.caskade.faces.rest.http.MergePatch;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.ProductFields;
import io.caskade.faces.rest.shapes.ProductShape;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** The 32 products of a network. */
@Path("/networks/{network}/products")
@Produces("application/json")
public final class ProductsResource {
  private final Seams seams;
  private final MergePatch patches;

  public ProductsResource(Seams seams, MergePatch patches) {
    this.seams = seams;
    this.patches = patches;
  }

  @GET
  @Needs(Permission.CATALOGUE_READ)
  @Operation(operationId = "listProducts", summary = "All products of a network")
  public Page<ProductShape> list(
      @Context ContainerRequestContext request, @PathParam("network") String network) {
    return new Page<>(all(request, network).stream().map(ProductShape::of).toList(), null);
  }

  @GET
  @Path("/{number}")
  @Needs(Permission.CATALOGUE_READ)
  @Operation(operationId = "showProduct", summary = "One product")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProductShape.class)))
  public Response show(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("number") int number) {
    Product found = find(request, network, number);
    return Answers.shown(ProductShape.of(found), found.version());
  }

  @PATCH
  @Path("/{number}")
  @Consumes({JsonBodies.MERGE_PATCH, "application/json"})
  @Needs(Permission.CATALOGUE_WRITE)
  @Operation(
      operationId = "changeProduct",
      summary = "Renames a product; needs If-Match",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ProductFields.class))))
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ProductShape.class)))
  public Response change(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @PathParam("number") int number,
      JsonNode patch)
      throws JsonProcessingException {
    Visit visit = Visit.of(request);
    long version = visit.requiredVersion("product " + number);
    Product present = find(request, network, number);
    ProductFields wanted =
        patches.apply(ProductShape.of(present).fields(), ProductFields.class, patch);
    Product changed =
        seams
            .catalogue()
            .rename(
                visit.caller(),
                new Product(present.network(), number, version, wanted.name(), wanted.notes()));
    return Answers.shown(ProductShape.of(changed), changed.version());
  }

  private List<Product> all(ContainerRequestContext request, String network) {
    return seams.catalogue().products(Visit.of(request).caller(), Answers.network(network));
  }

  private Product find(ContainerRequestContext request, String network, int number) {
    return all(request, network).stream()
        .filter(product -> product.bit() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new CaskadeException(
                    ErrorCode.RECORD_UNKNOWN, network, "product", Integer.toString(number)));
  }
}
