package io.caskade.faces.rest.resources;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.CardSheetShape;
import io.caskade.faces.rest.shapes.EcmTrialShape;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.ReaderShape;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;

/** Card readers and the cards in them. */
@Path("/readers")
@Produces("application/json")
@Consumes("application/json")
public final class ReadersResource {
  private static final String FIRST_PRODUCT = "00000001";

  private final Seams seams;

  public ReadersResource(Seams seams) {
    this.seams = seams;
  }

  @GET
  @Needs(Permission.GENERATORS_READ)
  @Operation(operationId = "listReaders", summary = "Card readers and what they do now")
  public Page<ReaderShape> list(@Context ContainerRequestContext request) {
    Locale locale = Visit.of(request).locale();
    List<ReaderShape> all =
        seams.readers().list().stream().map(reader -> ReaderShape.of(reader, locale)).toList();
    return new Page<>(all, null);
  }

  @GET
  @Path("/{name}/card")
  @Needs(Permission.CARDS_READ)
  @Operation(
      operationId = "readCardInReader",
      summary = "What the card in a reader tells about itself; changes nothing on it")
  public CardSheetShape card(@PathParam("name") String name) {
    return CardSheetShape.of(seams.readers().read(name));
  }

  @POST
  @Path("/{name}/ecm-trials")
  @Needs(Permission.GENERATORS_CONTROL)
  @Operation(
      operationId = "tryEcm",
      summary = "Has the card in a reader open an ECM with random control words")
  public EcmTrialShape tryEcm(
      @Context ContainerRequestContext request,
      @PathParam("name") String name,
      EcmTrialShape.Wanted wanted) {
    Caller caller = Visit.of(request).caller();
    NetworkId network =
        FieldFault.in(
            "network", () -> new NetworkId(wanted.network().orElse(NetworkId.MAIN.value())));
    if (!caller.sees(network)) {
      throw seams.notes().refused(caller, Permission.GENERATORS_CONTROL.scope(), network);
    }
    ProductMask products =
        FieldFault.in("products", () -> ProductMask.parse(wanted.products().orElse(FIRST_PRODUCT)));
    EcmTrial trial = seams.readers().tryEcm(name, network, products);
    seams
        .notes()
        .done(
            caller,
            "TRY_ECM",
            "reader:" + name,
            Map.of("network", network.value(), "outcome", trial.outcome().name()));
    return EcmTrialShape.of(trial);
  }
}
